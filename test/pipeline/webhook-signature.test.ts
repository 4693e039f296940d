import { describe, expect, it } from 'vitest';
import { newWebhookSecret, signatureOf } from '../../src/pipeline/webhook-signature.ts';

describe('the signature of a webhook', () => {
  const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1_614_265_330, body: '{"test": 2432232314}' };

  it('is that of the specification’s own example', () => {
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    expect(signatureOf(message, [secret])).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('is one for each secret', () => {
    const secrets = [newWebhookSecret(), newWebhookSecret()];
    expect(signatureOf(message, secrets).split(' ')).toEqual(secrets.map((secret) => signatureOf(message, [secret])));
  });

  it('is made with secrets of 32 random bytes', () => {
    const secret = newWebhookSecret();
    expect(Buffer.from(secret.replace('whsec_', ''), 'base64')).toHaveLength(32);
    expect(newWebhookSecret()).not.toBe(secret);
  });
});
