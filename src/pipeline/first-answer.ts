import { DateTime } from 'luxon';
import { firstAnswer } from '../care/first-answer.ts';
import type { Clock } from '../clock.ts';
import type { FirstAnswerSettings } from '../domain/help.ts';
import { wholeText } from '../domain/mention.ts';
import { systemActor } from '../domain/person.ts';
import type { Ticket } from '../domain/ticket.ts';
import { describeError, PublicError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { listArticles } from '../storage/articles.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { noteGreeting, ticketsToGreet, wasGreeted } from '../storage/first-answers.ts';
import { mentionsOfTicket } from '../storage/mentions.ts';
import { readServiceRules } from '../storage/service-rules.ts';
import { readFirstAnswer } from '../storage/settings.ts';
import { valuesOf } from './canned.ts';
import { pickRoute } from './reply-route.ts';
import { lockTicket, tellCustomer } from './tickets.ts';

/** Customers hear at once that their words came in, under which code, and what may help them meanwhile. */

export interface GreetDeps {
  db: Database;
  clock: Clock;
  logger: Logger;
}

const BATCH = 100;
const MOST_ARTICLES = 3;

/** Whether somebody waits for a first answer. */
export async function greetingWaits({ db, clock }: Pick<GreetDeps, 'db' | 'clock'>): Promise<boolean> {
  const { enabled, channels } = await readFirstAnswer(db);
  return enabled && (await ticketsToGreet(db, channels, clock.now(), 1)).length > 0;
}

/** Answers the customers of fresh tickets; gives how many. */
export async function greetCustomers(deps: GreetDeps, signal: AbortSignal): Promise<number> {
  const settings = await readFirstAnswer(deps.db);
  if (!settings.enabled) return 0;
  for (let sent = 0; ; ) {
    const tickets = await ticketsToGreet(deps.db, settings.channels, deps.clock.now(), BATCH);
    for (const number of tickets) {
      if (signal.aborted) return sent;
      if (await greetOrNote(number, settings, deps)) sent += 1;
    }
    if (tickets.length < BATCH) return sent;
  }
}

/** A customer who can't be answered is not tried again: the reason is kept. */
async function greetOrNote(number: number, settings: FirstAnswerSettings, deps: GreetDeps): Promise<boolean> {
  const now = deps.clock.now();
  const note = (problem: string) =>
    inTransaction(deps.db, (tx) => noteGreeting(tx, { number, customerId: null, problem }, now));
  try {
    const problem = await inTransaction(deps.db, (tx) => greet(tx, number, settings, now));
    if (problem !== null) await note(problem);
    return problem === null;
  } catch (error) {
    if (!(error instanceof PublicError)) throw error;
    deps.logger.info({ ticket: number, reason: describeError(error) }, 'customer gets no first answer');
    await note(describeError(error));
    return false;
  }
}

/** Gives why there is no answer, null when one is on its way. */
async function greet(tx: Database, number: number, settings: FirstAnswerSettings, now: Date): Promise<string | null> {
  const ticket = await lockTicket(tx, number, { scope: 'all', now });
  const customerId = ticket.customer?.id ?? null;
  if (customerId !== null && (await wasGreeted(tx, customerId, now))) return 'The customer was answered so today.';
  const route = await pickRoute(tx, ticket, undefined, now);
  if (route === null) return 'Nothing can be sent where the customer wrote.';
  const text = await wordsFor(tx, ticket, route.channel, settings, now);
  if (text === null) return 'Nothing is to be said here.';
  if (!(await noteGreeting(tx, { number, customerId, problem: null }, now))) return 'It was answered before.';
  await tellCustomer(tx, ticket, { text, what: 'first-answer', route }, now);
  return null;
}

async function wordsFor(
  tx: Database,
  ticket: Ticket,
  channel: { name: string },
  settings: FirstAnswerSettings,
  now: Date,
): Promise<string | null> {
  const mentions = await mentionsOfTicket(tx, ticket.number);
  const words = mentions.map(wholeText).join('\n');
  const team = ticket.team.id;
  const { calendar } = (await readServiceRules(tx, team)).of({
    team,
    channel: ticket.channel,
    priority: ticket.priority,
  });
  const isOpen = calendar.isOpen(now.getTime());
  const opens = isOpen ? null : DateTime.fromMillis(calendar.nextOpening(now.getTime()), { zone: calendar.timeZone });
  const asked = { words, status: 'approved' as const, topic: ticket.topic, limit: MOST_ARTICLES };
  return firstAnswer(settings, {
    channel: ticket.channel,
    isPublic: mentions.some(({ kind }) => kind !== 'message'),
    isSpam: mentions.some(({ analysis }) => analysis?.spam === true),
    isOpen,
    articles: settings.articles === '' ? [] : await listArticles(tx, { scope: [team], team }, asked),
    values: {
      ...valuesOf(ticket, systemActor.name),
      'channel.name': channel.name,
      opens: opens === null ? null : opens.toFormat("HH:mm 'ngày' dd/MM"),
    },
  });
}
