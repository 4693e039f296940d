import { sql } from 'kysely';
import type { Database } from '../../src/storage/database.ts';

const WORDS =
  'mạng chậm quá không vào được tổng đài trừ tiền gói cước khuyến mãi sóng yếu nhân viên hỗ trợ nhiệt tình cáp quang đứt chờ mãi ai xử lý giúp với';

/** Analysed mentions of about 50 random words each, like posts of a forum; of ten one is in one of 1,000 tickets. */
export async function fillMentions(db: Database, count: number): Promise<void> {
  await sql`insert into sources (kind, name, settings, every_minutes) values ('rss', 'bench', '{}', 60)`.execute(db);
  await sql`insert into tickets (case_key, priority, subject, channel, team_id, opened_at, first_response_due_at, resolution_due_at, updated_at)
    select 'case ' || n, 'normal', 'Mạng chậm', 'rss', (select id from teams limit 1), now(), now(), now(), now()
    from generate_series(1, 1000) n`.execute(db);
  await sql`insert into mentions (id, source_id, source_kind, external_id, kind, author_name, url, text, search, exact_hash,
      band_1, band_2, band_3, band_4, published_at, collected_at, analysed_at, analysis, language, sentiment, complaint,
      complaint_score, topics, urgency, spam, triaged_at, triage_outcome, ticket_number)
    select md5(n::text), (select id from sources limit 1), 'rss', n::text, 'post', 'khách ' || n, 'https://example.vn/' || n,
      t.text, to_tsvector('simple', t.text), md5(t.text), n % 30000, n % 29000, n % 28000, n % 27000,
      now() - n * interval '1 minute', now(), now(),
      jsonb_build_object('language', 'vi', 'complaint', jsonb_build_object('label', true, 'score', random()), 'version', 'bench'),
      'vi', 'negative', true, random(), '{network}', 'normal', false, now(), 'ticket', case when n % 10 = 0 then 1 + n % 1000 end
    from generate_series(1, ${sql.lit(count)}) n, lateral (
      select string_agg(words[1 + floor(random() * array_length(words, 1))::integer], ' ') as text
      from string_to_array(${WORDS}, ' ') words, generate_series(1, 20 + n % 60)) t`.execute(db);
}
