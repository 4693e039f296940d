import { randomUUID } from 'node:crypto';
import { identityOf, noticeWords } from '../care/selfcare.ts';
import type { SelfcareSettings } from '../channels/selfcare.ts';
import { describeError } from '../errors.ts';
import { firstUnopened } from '../storage/selfcare-tickets.ts';
import type { OpenChannel } from './channel-settings.ts';
import type { DeliverDeps } from './deliver.ts';
import { codeChannel, sendWords } from './selfcare-codes.ts';

/**
 * Tells a customer of the website that an answer stands there, once until they open it. Never rejects: the answer is there
 * whether or not they are told.
 */
export async function tellOfAnswer(
  deps: DeliverDeps,
  { row, channel, settings }: OpenChannel,
  delivery: { id: string; recipient: { id: string } },
): Promise<void> {
  if (channel.kind !== 'selfcare') return;
  const own = settings as SelfcareSettings;
  const { notices, brand } = own;
  const identity = identityOf(delivery.recipient.id);
  if (identity === undefined || notices === 'off' || (notices === 'email' && identity.kind !== 'email')) return;
  if (codeChannel(own, identity) === undefined) return;
  try {
    const number = await firstUnopened(deps.db, delivery.id);
    if (number === undefined) return;
    const link =
      deps.publicUrl === undefined ? null : `${deps.publicUrl.replace(/\/$/, '')}/selfcare/tickets/${number}`;
    await sendWords(deps, own, identity, randomUUID(), noticeWords(identity, { brand, number, link }));
  } catch (error) {
    deps.logger.warn({ channel: row.id, reason: describeError(error) }, 'customer not told of an answer');
  }
}
