import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPostOut } from '../../src/crawlers/support/post-out.ts';
import { startReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

describe('the way out for messages', () => {
  let receiver: WebhookReceiver;
  const made: ReturnType<typeof createPostOut>[] = [];
  beforeAll(async () => {
    receiver = await startReceiver();
  });
  afterAll(async () => {
    for (const each of made) await each.close();
    await receiver.close();
  });
  const open = (options: Partial<Parameters<typeof createPostOut>[0]> = {}) => {
    const postOut = createPostOut({ userAgent: 'LangNghe/0', allowPrivateHosts: [receiver.host], ...options });
    made.push(postOut);
    return postOut;
  };
  const message = { headers: { 'content-type': 'application/json' }, body: '{}' };

  it('gives any status with the first bytes of the answer and no more', async () => {
    receiver.reactions = [
      { status: 500, body: 'x'.repeat(50_000) },
      { status: 200, body: 'ok' },
    ];
    const postOut = open();
    expect(await postOut.post(receiver.url, message)).toMatchObject({ status: 500, text: 'x'.repeat(1000) });
    expect(await postOut.post(receiver.url, message)).toMatchObject({ status: 200, text: 'ok' });
  });

  it('follows no redirect, and reads when to come back', async () => {
    const headers = { location: `${receiver.url}/elsewhere`, 'retry-after': '7' };
    receiver.reactions = [{ status: 302, headers }];
    const before = receiver.messages.length;
    expect(await open().post(receiver.url, message)).toMatchObject({ status: 302, retryAfterMs: 7000 });
    expect(receiver.messages.length).toBe(before + 1);
  });

  it('waits for no answer longer than it may, and ends when it is told to', async () => {
    receiver.reactions = ['hang', 'hang'];
    await expect(open({ limits: { totalMs: 50 } }).post(receiver.url, message)).rejects.toThrow('did not answer');
    const controller = new AbortController();
    const sent = open().post(receiver.url, { ...message, signal: controller.signal });
    controller.abort(new Error('stopping'));
    await expect(sent).rejects.toThrow('stopping');
  });

  it('reaches no private address, by number, by name, or by a name that changes its mind', async () => {
    const resolve = (_name: string, done: (error: null, found: { address: string; family: 4 }[]) => void) =>
      done(null, [{ address: '127.0.0.1', family: 4 }]);
    const postOut = open({ allowPrivateHosts: [], resolve });
    const before = receiver.messages.length;
    const port = receiver.host.split(':')[1];
    for (const url of [receiver.url, `http://rebound.example:${port}/`, 'http://169.254.169.254/', 'http://[::1]/'])
      await expect(postOut.post(url, message), url).rejects.toThrow('private, local or reserved');
    for (const url of [
      'ftp://example.vn/',
      'https://user:word@example.vn/',
      'http://10.0.0.1/',
      'http://example.vn:22/',
    ])
      expect(() => postOut.check(url), url).toThrow();
    expect(receiver.messages.length).toBe(before);
  });
});
