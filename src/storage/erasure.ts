import { type RawBuilder, sql } from 'kysely';
import { membersOf } from './customers.ts';
import type { Database } from './database.ts';

/** Takes one person out of the records, and gathers what the records have of them. */

/** How many rows of each kind were emptied or deleted. */
export type ErasureCounts = Record<string, number>;

/** What stands in place of a subject that is gone. */
export const ERASED = '[erased]';
/** Shorter names and ids occur in other people's words, too. */
const SHORTEST_KEY = 5;
/** An account's id as its network writes it: without the network's name that some channels put before it. */
const OWN_ID = sql`regexp_replace(i.external_id, '^[a-z][a-z0-9-]*/', '')`;

/**
 * Empties everything that a person wrote or that was said to and about them, and forgets whom they are known as. What is
 * left tells of nobody: that there was a ticket, when, on what topic, and how it went. A post stays as a blank, so that it
 * is not collected anew. To be called under the lock of matching. Gives what was done.
 */
export async function erasePerson(tx: Database, person: string, now: Date): Promise<ErasureCounts> {
  const values = await knownBy(tx, person);
  await sql`create temporary table erased_mentions on commit drop as select m.id, m.source_id, m.external_id
    from identities i join mentions m on m.source_kind = i.channel and coalesce(m.author_id, m.author_name) = i.external_id
    where i.customer_id in ${membersOf(person)}`.execute(tx);
  await sql`create temporary table erased_tickets on commit drop as
    select number from tickets where customer_id in ${membersOf(person)}`.execute(tx);
  return carryOut(tx, { ...wordsOfTickets(now), ...traces(person, values, now) });
}

/**
 * Empties tickets as `erasePerson` does, whoever wrote: what is left tells that there was one, when, on what topic, and how
 * it went. Their mentions stay as blanks.
 */
export async function emptyTickets(tx: Database, numbers: readonly number[], now: Date): Promise<void> {
  await sql`create temporary table erased_mentions on commit drop as select id, source_id, external_id
    from mentions where ticket_number = any(${[...numbers]}::integer[]) and erased_at is null`.execute(tx);
  await sql`create temporary table erased_tickets on commit drop as
    select number from tickets where number = any(${[...numbers]}::integer[])`.execute(tx);
  await carryOut(tx, wordsOfTickets(now));
}

async function carryOut(tx: Database, statements: Record<string, RawBuilder<unknown>>): Promise<ErasureCounts> {
  const counts: ErasureCounts = {};
  for (const [name, statement] of Object.entries(statements)) {
    const { numAffectedRows } = await statement.execute(tx);
    counts[name] = Number(numAffectedRows ?? 0);
  }
  await sql`drop table erased_mentions, erased_tickets`.execute(tx);
  return counts;
}

/** What these customers prove to be theirs on the website: see `selfcareId`. */
const proved = (members: RawBuilder<string>) => sql`(select case channel when 'selfcare' then external_id
  when 'email' then 'email/' || external_id else 'phone/' || external_id end
  from identities where channel in ('selfcare', 'email', 'sms') and customer_id in ${members})`;

const ofTheirTickets = sql`ticket_number in (select number from erased_tickets)`;
const ofTheirMentions = sql`mention_id in (select id from erased_mentions)`;

/** Everything that was said on the tickets of `erased_tickets` and in the mentions of `erased_mentions`. */
function wordsOfTickets(now: Date): Record<string, RawBuilder<unknown>> {
  return {
    mentions: sql`update mentions set external_id = 'erased ' || id, url = null, author_id = null, author_name = null,
      thread_id = null, title = null, text = '', search = '', exact_hash = 'erased ' || id, band_1 = null, band_2 = null,
      band_3 = null, band_4 = null, analysis = null, erased_at = ${now} where id in (select id from erased_mentions)`,
    webhookMarks: sql`delete from webhook_marks w using erased_mentions e
      where w.source_id = e.source_id and w.external_id = e.external_id`,
    captures: sql`delete from captures where ${ofTheirMentions}`,
    tickets: sql`update tickets set subject = ${ERASED}, search = '', tags = '{}', version = version + 1
      where number in (select number from erased_tickets)`,
    messages: sql`update messages set text = '' where ${ofTheirTickets}`,
    events: sql`update ticket_events set changes = changes - 'subject' - 'tags' where ${ofTheirTickets} and changes ?| array['subject', 'tags']`,
    attachments: sql`delete from attachments where ${ofTheirMentions} or ${ofTheirTickets}
      or message_id in (select id from messages where ${ofTheirTickets})
      or held_reply_id in (select id from held_replies where ${ofTheirTickets})`,
    heldReplies: sql`delete from held_replies where ${ofTheirTickets}`,
    unsent: sql`update deliveries set status = 'failed', reason = 'The customer was erased.', updated_at = ${now}
      where status in ('queued', 'held') and message_id in (select id from messages where ${ofTheirTickets})`,
    deliveries: sql`update deliveries set recipient = '{}', conversation = ''
      where message_id in (select id from messages where ${ofTheirTickets})`,
    ratings: sql`update csat_requests set comment = null, token_hash = null where ${ofTheirTickets}`,
    webhookDeliveries: sql`delete from webhook_deliveries where ${ofTheirTickets}`,
  };
}

/** What else a person is known by. */
function traces(person: string, values: readonly string[], now: Date): Record<string, RawBuilder<unknown>> {
  const members = membersOf(person);
  const digits = values.flatMap((value) => (/^84\d{9,10}$/.test(value) ? [value.slice(2)] : []));
  return {
    // What others wrote and nobody has read yet is not lost, whatever name this person chose.
    channelInbox: sql`delete from channel_inbox b where case when b.done_at is not null
      then exists (select from unnest(${[...values]}::text[]) v where position(convert_to(v, 'UTF8') in b.body) > 0)
      else exists (select from channels c join sources s on s.id = c.source_id join identities i on i.channel = s.kind
        where c.id = b.channel_id and i.customer_id in ${members} and length(${OWN_ID}) >= ${SHORTEST_KEY}
          and position(convert_to(${OWN_ID}, 'UTF8') in b.body) > 0) end`,
    importRejects: sql`delete from import_rejects where exists (
        select from unnest(${[...values]}::text[]) v where position(lower(v) in lower(cells::text)) > 0)
      or exists (select from unnest(${digits}::text[]) d where position(d in regexp_replace(cells::text, '[^0-9]', '', 'g')) > 0)`,
    chatVisitors: sql`delete from chat_visitors v using identities i
      where i.channel = 'web-chat' and i.external_id = v.id::text and i.customer_id in ${members}`,
    notes: sql`delete from customer_notes where customer_id in ${members}`,
    keys: sql`delete from customer_keys where customer_id in ${members}`,
    selfcareSessions: sql`delete from selfcare_sessions where identity in ${proved(members)}`,
    selfcareCodes: sql`delete from selfcare_codes where identity in ${proved(members)}`,
    erasureRequests: sql`update erasure_requests set identity = null, decided_at = coalesce(decided_at, ${now}),
      status = case status when 'open' then 'done' else status end where identity in ${proved(members)}`,
    identities: sql`delete from identities where customer_id in ${members}`,
    matches: sql`delete from customer_matches where first_id in ${members} or second_id in ${members}`,
    customers: sql`update customers set name = null, erased_at = ${now} where id in ${members}`,
  };
}

/** Ids, names and keys of a person that are long enough to be theirs alone wherever they occur. */
async function knownBy(tx: Database, person: string): Promise<string[]> {
  const { rows } = await sql<{ value: string }>`
    select distinct value from (
      select external_id as value from identities where customer_id in ${membersOf(person)}
      union all select ${OWN_ID} from identities i where customer_id in ${membersOf(person)}
      union all select name from identities where customer_id in ${membersOf(person)}
      union all select value from customer_keys where kind <> 'name' and customer_id in ${membersOf(person)}) known
    where length(value) >= ${SHORTEST_KEY}`.execute(tx);
  return rows.map(({ value }) => value);
}

/** That it was done: when, by whom and why; nothing of the person. */
export async function noteErasure(
  tx: Database,
  erasure: { person: string; by: string; reason: string; counts: ErasureCounts },
  now: Date,
): Promise<void> {
  const { person, by, reason, counts } = erasure;
  await tx
    .insertInto('erasures')
    .values({ customer_id: person, at: now, by_name: by, reason, counts: JSON.stringify(counts) })
    .execute();
}

/** Everything that `erasePerson` would take, as rows by their table: to be handed to the person. */
export async function exportPerson(db: Database, person: string): Promise<Record<string, Record<string, unknown>[]>> {
  const members = membersOf(person);
  const tickets = sql`(select number from tickets where customer_id in ${members})`;
  const parts: Record<string, RawBuilder<{ row: Record<string, unknown> }>> = {
    customers: sql`select jsonb_build_object('name', name, 'createdAt', created_at) as row from customers
      where id in ${members} order by created_at`,
    identities: sql`select jsonb_build_object('channel', channel, 'externalId', external_id, 'name', name) as row
      from identities where customer_id in ${members} order by channel, external_id`,
    knownBy: sql`select jsonb_build_object('kind', kind, 'value', value, 'firstSeenAt', first_seen_at) as row
      from customer_keys where customer_id in ${members} order by kind, value`,
    mentions: sql`select jsonb_build_object('channel', m.source_kind, 'url', m.url, 'author', m.author_name, 'title', m.title,
        'text', m.text, 'publishedAt', m.published_at, 'collectedAt', m.collected_at, 'analysis', m.analysis,
        'ticketNumber', m.ticket_number) as row
      from identities i join mentions m on m.source_kind = i.channel and coalesce(m.author_id, m.author_name) = i.external_id
      where i.customer_id in ${members} order by m.occurred_at`,
    tickets: sql`select jsonb_build_object('number', number, 'subject', subject, 'status', status, 'topic', topic,
        'channel', channel, 'tags', tags, 'openedAt', opened_at, 'resolvedAt', resolved_at) as row
      from tickets where number in ${tickets} order by number`,
    messages: sql`select jsonb_build_object('ticketNumber', ticket_number, 'kind', kind, 'author', author_name, 'text', text,
        'createdAt', created_at) as row
      from messages where ticket_number in ${tickets} order by ticket_number, created_at`,
    files: sql`select jsonb_build_object('id', a.id, 'ticketNumber', coalesce(m.ticket_number, n.ticket_number), 'name', a.name,
        'mediaType', a.media_type, 'size', a.size, 'state', a.state, 'createdAt', a.created_at) as row
      from attachments a left join mentions m on m.id = a.mention_id left join messages n on n.id = a.message_id
      where coalesce(m.ticket_number, n.ticket_number) in ${tickets} order by a.created_at, a.position`,
    ratings: sql`select jsonb_build_object('ticketNumber', ticket_number, 'rating', rating, 'comment', comment,
        'answeredAt', answered_at) as row
      from csat_requests where ticket_number in ${tickets} and answered_at is not null order by ticket_number`,
    chatVisitors: sql`select jsonb_build_object('name', v.name, 'email', v.email, 'phone', v.phone, 'account', v.external_id,
        'createdAt', v.created_at, 'lastSeenAt', v.last_seen_at) as row
      from chat_visitors v join identities i on i.channel = 'web-chat' and i.external_id = v.id::text
      where i.customer_id in ${members} order by v.created_at`,
    notes: sql`select jsonb_build_object('text', text, 'author', author_name, 'createdAt', created_at) as row
      from customer_notes where customer_id in ${members} order by created_at`,
  };
  const found: Record<string, Record<string, unknown>[]> = {};
  for (const [name, part] of Object.entries(parts)) found[name] = (await part.execute(db)).rows.map(({ row }) => row);
  return found;
}
