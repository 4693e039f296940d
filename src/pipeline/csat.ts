import { randomBytes } from 'node:crypto';
import { csatPath, csatText } from '../care/csat.ts';
import type { Clock } from '../clock.ts';
import type { CsatSettings } from '../domain/quality-settings.ts';
import { Conflict, describeError, PublicError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { appendAudit } from '../storage/audit.ts';
import { addCsatRequest, rate, takeToRate, ticketsToRate } from '../storage/csat.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { readQualitySettings } from '../storage/quality-settings.ts';
import { addTicketEvents } from '../storage/ticket-history.ts';
import { pickRoute, type Route } from './reply-route.ts';
import { lockTicket, tellCustomer } from './tickets.ts';

/** Customers are asked what they think of a solved ticket, and answer on a page of ours. */

export interface CsatDeps {
  db: Database;
  clock: Clock;
  logger: Logger;
  /** Where customers find the program; without it nobody is asked. */
  publicUrl?: string | undefined;
}

const BATCH = 100;
const DAY_MS = 86_400_000;
/** 192 bits: 32 characters of base64url. */
const TOKEN_BYTES = 24;

const settingsOf = async ({ db, publicUrl }: CsatDeps): Promise<CsatSettings | null> => {
  if (publicUrl === undefined) return null;
  const { csat } = await readQualitySettings(db);
  return csat.enabled ? csat : null;
};

/** Whether somebody is to be asked. */
export async function csatWaits(deps: CsatDeps): Promise<boolean> {
  const settings = await settingsOf(deps);
  return settings !== null && (await ticketsToRate(deps.db, settings, deps.clock.now(), 1)).length > 0;
}

/** Asks the customers whose tickets were solved a while ago; gives how many. Each ticket is asked about once. */
export async function askCustomers(deps: CsatDeps, signal: AbortSignal): Promise<number> {
  const settings = await settingsOf(deps);
  if (settings === null) return 0;
  for (let sent = 0; ; ) {
    const tickets = await ticketsToRate(deps.db, settings, deps.clock.now(), BATCH);
    for (const number of tickets) {
      if (signal.aborted) return sent;
      if (await askOrNote(number, settings, deps)) sent += 1;
    }
    if (tickets.length < BATCH) return sent;
  }
}

/** A customer who can't be asked is not tried again: the reason is kept. */
async function askOrNote(number: number, settings: CsatSettings, deps: CsatDeps): Promise<boolean> {
  try {
    return await inTransaction(deps.db, (tx) => ask(tx, number, settings, deps));
  } catch (error) {
    if (!(error instanceof PublicError)) throw error;
    const problem = describeError(error);
    deps.logger.info({ ticket: number, reason: problem }, 'customer not asked for a rating');
    await inTransaction(deps.db, async (tx) => {
      const ticket = await takeToRate(tx, number);
      if (ticket !== undefined) await addCsatRequest(tx, ticket, { problem }, deps.clock.now());
    });
    return false;
  }
}

async function ask(tx: Database, number: number, settings: CsatSettings, deps: CsatDeps): Promise<boolean> {
  const now = deps.clock.now();
  const ticket = await lockTicket(tx, number, { scope: 'all', now });
  const taken = await takeToRate(tx, number);
  if (taken === undefined) return false;
  const route = await routeFor(tx, ticket, settings, now);
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const expiresAt = new Date(now.getTime() + settings.validDays * DAY_MS);
  await addCsatRequest(tx, taken, { token, expiresAt }, now);
  const link = `${deps.publicUrl?.replace(/\/$/, '')}${csatPath(token)}`;
  const text = csatText(settings.text, { number, link });
  await tellCustomer(tx, ticket, { text, what: 'csat-request', route }, now);
  return true;
}

/** The way to the customer, if it is one on which they may be asked. Throws Conflict that says why there is none. */
async function routeFor(
  tx: Database,
  ticket: Parameters<typeof pickRoute>[1],
  { channels }: CsatSettings,
  now: Date,
): Promise<Route> {
  const route = await pickRoute(tx, ticket, undefined, now);
  if (route === null) throw new Conflict('Nothing can be sent where the customer wrote.');
  if (!channels.includes(route.channel.kind)) throw new Conflict(`Customers are not asked on ${route.channel.kind}.`);
  return route;
}

/** Takes a customer's rating in; false where the link is not open (any more). */
export function rateTicket(
  db: Database,
  token: string,
  said: { rating: number; comment: string },
  now: Date,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const number = await rate(tx, token, said, now);
    if (number === undefined) return false;
    const actor = { kind: 'system' as const, id: null, name: 'customer' };
    const { rating } = said;
    const event = { actor: actor.name, kind: 'changed' as const, changes: { rating: { from: null, to: rating } } };
    await addTicketEvents(tx, number, [event], now);
    const subject = { kind: 'ticket', id: String(number) };
    await appendAudit(tx, { at: now, actor, ip: null, act: 'ticket.rated', subject, details: { rating } });
    return true;
  });
}
