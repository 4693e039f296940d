import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { CODES_AN_HOUR, type CodePurpose, codeWords, type SelfcareIdentity, selfcareId } from '../care/selfcare.ts';
import type { SelfcareSettings } from '../channels/selfcare.ts';
import { sameSecret } from '../channels/support/signatures.ts';
import { describeError } from '../errors.ts';
import { type ChannelRow, channelRow, saveProblem } from '../storage/channels.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import type { Vault } from '../storage/secrets.ts';
import { addCode, startSelfcareSession, takeCode, tryCode } from '../storage/selfcare-access.ts';
import { openChannel } from './channel-settings.ts';
import type { DeliverDeps } from './deliver.ts';

/** How customers prove that an address or a number is theirs: a code that is sent there. */

const SESSION_DAYS = 7;
const SEND_MS = 45_000;

/** The customers' website, ready to work. */
export interface Portal {
  row: ChannelRow;
  settings: SelfcareSettings;
}

const hashOf = (vault: Vault, id: string, code: string) =>
  vault.tokenFor({ purpose: 'selfcare-code', id: `${id} ${code}` });

/** The channel that codes for an identity are sent on; undefined where there is none. */
export const codeChannel = (settings: SelfcareSettings, { kind }: SelfcareIdentity): string | undefined =>
  kind === 'email' ? settings.emailChannel : settings.smsChannel;

/**
 * Makes a code and has it sent; gives its id, by which the one who asked for it proves to be that. Whoever was sent too
 * many gets an id all the same, of a code that nobody knows. `sent` ends when the code is on its way, and never rejects.
 */
export async function askForCode(
  deps: DeliverDeps,
  { row, settings }: Portal,
  identity: SelfcareIdentity,
  purpose: CodePurpose,
): Promise<{ id: string; sent: Promise<void> }> {
  const { db, clock, vault, logger } = deps;
  const [id, code] = [randomUUID(), String(randomInt(1_000_000)).padStart(6, '0')];
  const kept = { id, channelId: row.id, identity: selfcareId(identity), purpose, hash: hashOf(vault, id, code) };
  if (!(await addCode(db, kept, CODES_AN_HOUR, clock.now()))) {
    logger.warn({ channel: row.id, purpose }, 'too many codes asked for: none was sent');
    return { id, sent: Promise.resolve() };
  }
  const words = codeWords(identity, { brand: settings.brand, code, purpose });
  const sent = sendWords(deps, settings, identity, id, words).catch((error: unknown) => notSent(deps, row, error));
  return { id, sent };
}

/** The administrator sees it at the channel until something is sent on it again. */
async function notSent({ db, clock, logger }: DeliverDeps, { id }: ChannelRow, error: unknown): Promise<void> {
  const reason = describeError(error);
  logger.error({ channel: id, reason }, 'a code could not be sent');
  await saveProblem(db, id, `A code could not be sent: ${reason}`, clock.now()).catch(() => undefined);
}

/** Sends words to somebody who need not have written before, on the channel for their kind of identity. */
export async function sendWords(
  { db, vault, clock, channelFetch, addressOf }: DeliverDeps,
  settings: SelfcareSettings,
  identity: SelfcareIdentity,
  idempotencyKey: string,
  { title, text }: { title: string; text: string },
): Promise<void> {
  const open = openChannel(vault, await channelRow(db, codeChannel(settings, identity) ?? ''));
  const now = () => clock.now();
  const lastWroteAt = now().toISOString();
  const recipient = { id: identity.value, name: null, threadId: null, lastPostId: '', lastWroteAt, title };
  const signal = AbortSignal.timeout(SEND_MS);
  await open.channel.send(
    open.settings,
    { text, recipient },
    { fetch: channelFetch, addressOf, idempotencyKey, signal, now },
  );
}

/** Whether a code is the one that was sent; a right one is used up. Gives whom it was sent to. */
export async function checkCode(
  { db, clock, vault }: { db: Database; clock: DeliverDeps['clock']; vault: Vault },
  asked: { id: string; channelId: string; purpose: CodePurpose; code: string },
): Promise<string | undefined> {
  const tried = await tryCode(db, asked, clock.now());
  if (tried === undefined || !sameSecret(tried.hash, hashOf(vault, asked.id, asked.code))) return undefined;
  return (await takeCode(db, asked.id, clock.now())) ? tried.identity : undefined;
}

/** Lets somebody in who gave the right code; gives the session's secret, or undefined. */
export function signInByCode(
  deps: { db: Database; clock: DeliverDeps['clock']; vault: Vault },
  asked: { id: string; channelId: string; code: string },
): Promise<{ secret: string; expiresAt: Date } | undefined> {
  return inTransaction(deps.db, async (db) => {
    const now = deps.clock.now();
    const identity = await checkCode({ ...deps, db }, { ...asked, purpose: 'sign-in' });
    if (identity === undefined) return undefined;
    const secret = randomBytes(32).toString('base64url');
    const expiresAt = new Date(now.getTime() + SESSION_DAYS * 86_400_000);
    await startSelfcareSession(db, { secret, channelId: asked.channelId, identity }, { now, expiresAt });
    return { secret, expiresAt };
  });
}
