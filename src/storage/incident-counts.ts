import { sql } from 'kysely';
import { DAYS_BACK } from '../care/burst.ts';
import type { Topic } from '../domain/analysis.ts';
import type { Database } from './database.ts';

/** What bursts are told from: complaints by topic, place and hour, each ticket once. */

/** Where complaints may cluster; `province` null: wherever they are. */
export interface ClusterKey {
  topic: Topic;
  province: string | null;
}

const inProvince = (province: string) =>
  sql`exists (select from mentions m where m.ticket_number = t.number and ${province} = any(m.provinces))`;

const unexplained = sql`not exists (select from incident_tickets x where x.ticket_number = t.number and x.live)`;

/** Topics and places with so many tickets within the last hours that no incident explains; places before the whole. */
export async function busyKeys(db: Database, now: Date, hours: number, atLeast: number): Promise<ClusterKey[]> {
  const { rows } = await sql<{ topic: Topic; province: string | null; whole: number }>`
    select t.topic, p.province, grouping(p.province) as whole
    from tickets t left join lateral (
      select distinct unnest(m.provinces) as province from mentions m where m.ticket_number = t.number
    ) p on true
    where t.topic is not null and t.merged_into is null and ${unexplained}
      and t.opened_at > ${now}::timestamptz - make_interval(hours => ${hours}) and t.opened_at <= ${now}
    group by grouping sets ((t.topic, p.province), (t.topic))
    having count(distinct t.number) >= ${atLeast} and (grouping(p.province) = 1 or p.province is not null)
    order by whole, count(distinct t.number) desc, t.topic, p.province`.execute(db);
  return rows.map(({ topic, province }) => ({ topic, province }));
}

/** Tickets of a topic and place by the hours since they were opened; of the last ones only what no incident explains. */
export async function hoursAgoOf(
  db: Database,
  { topic, province }: ClusterKey,
  now: Date,
  lastHours: number,
): Promise<number[]> {
  const { rows } = await sql<{ ago: number; count: number }>`
    select floor(extract(epoch from ${now}::timestamptz - t.opened_at) / 3600)::integer as ago, count(*)::integer as count
    from tickets t
    where t.topic = ${topic} and t.merged_into is null and t.opened_at <= ${now}
      and t.opened_at > ${now}::timestamptz - make_interval(hours => ${DAYS_BACK * 24 + lastHours})
      and ${province === null ? sql`true` : inProvince(province)}
      and (t.opened_at <= ${now}::timestamptz - make_interval(hours => ${lastHours}) or ${unexplained})
    group by ago`.execute(db);
  const hoursAgo: number[] = Array(DAYS_BACK * 24 + lastHours).fill(0);
  for (const { ago, count } of rows) hoursAgo[ago] = count;
  return hoursAgo;
}

/**
 * The days, counted back from now, on which those sources were listened to that most of the last hours' tickets of a topic
 * and place came from. A source that is crawled was listened to on a day on which a run succeeded; one that is handed its
 * posts from the first of them on.
 */
export async function daysListened(
  db: Database,
  { topic, province }: ClusterKey,
  now: Date,
  lastHours: number,
): Promise<Set<number>> {
  const { rows } = await sql<{ day: number }>`
    with recent as (
      select m.source_id, count(distinct t.number) as tickets
      from tickets t join mentions m on m.ticket_number = t.number
      where t.topic = ${topic} and t.merged_into is null and t.opened_at <= ${now}
        and t.opened_at > ${now}::timestamptz - make_interval(hours => ${lastHours})
        and ${province === null ? sql`true` : inProvince(province)}
      group by m.source_id
    ), sources_then as (
      select r.source_id, r.tickets, exists (select from runs where runs.source_id = r.source_id) as crawled,
        (select min(occurred_at) from mentions where mentions.source_id = r.source_id) as began
      from recent r
    )
    select day from generate_series(1, ${DAYS_BACK}::integer) as day
    cross join lateral (select ${now}::timestamptz - make_interval(days => day) as ends) d
    cross join sources_then s
    group by day, d.ends
    having sum(s.tickets) <= 2 * sum(s.tickets) filter (where case when s.crawled
      then exists (select from runs where runs.source_id = s.source_id and status = 'succeeded'
        and started_at >= d.ends - interval '1 day' and started_at < d.ends)
      else s.began < d.ends - make_interval(hours => ${lastHours}) end)`.execute(db);
  return new Set(rows.map(({ day }) => day));
}

/** Attaches complaints to the incidents that they match, a place's before the whole country's; gives their number. */
export async function attachMatching(tx: Database, now: Date): Promise<number> {
  const { rows } = await sql<{ attached: number }>`
    with attached as (
      insert into incident_tickets (incident_id, ticket_number, by_name, at)
      select distinct on (t.number) i.id, t.number, 'system', ${now}::timestamptz
      from incidents i join tickets t on t.topic = i.topic and t.opened_at >= i.starts_at
      where i.status in ('proposed', 'open') and t.opened_at <= ${now}
        and t.status <> 'closed' and t.merged_into is null and ${unexplained}
        and not exists (select from incident_tickets x where x.ticket_number = t.number and x.incident_id = i.id)
        and (i.province is null
          or exists (select from mentions m where m.ticket_number = t.number and i.province = any(m.provinces)))
      order by t.number, i.province is null, i.created_at
      on conflict do nothing
      returning incident_id, ticket_number
    ), noted as (
      insert into ticket_events (ticket_number, at, actor, kind, changes)
      select a.ticket_number, ${now}::timestamptz, 'system', 'linked',
        jsonb_build_object('incident', jsonb_build_object('from', null, 'to', i.title))
      from attached a join incidents i on i.id = a.incident_id where i.status = 'open'
    )
    select count(*)::integer as attached from attached`.execute(tx);
  return rows[0]?.attached ?? 0;
}
