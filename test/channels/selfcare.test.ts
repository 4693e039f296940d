import { describe, expect, it } from 'vitest';
import { channel } from '../../src/channels/selfcare.ts';
import { localChannelContract } from '../contracts/local-channel.contract.ts';

localChannelContract(channel as never);

describe('the settings of the customers’ website', () => {
  it('must say how codes are sent', () => {
    const { emailChannel: _, ...without } = channel.example as { emailChannel: string };
    expect(channel.settings.safeParse(without).success).toBe(false);
    const sms = { ...without, smsChannel: '00000000-0000-4000-8000-000000000000' };
    expect(channel.settings.safeParse(sms).success).toBe(true);
    for (const colour of ['red', '#fff', '#0b6bcb;}body{display:none', 'url(//x)'])
      expect(channel.settings.safeParse({ ...sms, colour }).success, colour).toBe(false);
  });
});
