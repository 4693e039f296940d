import { sql } from 'kysely';
import { type Database, inTransaction } from '../../src/storage/database.ts';

/**
 * Rows in every table, with what is hard to carry: signs of every plane, quotes and line breaks, microseconds, years
 * far away, jsonb's own null beside SQL's, arrays, numbers beyond 2^53, references forwards and backwards.
 */
export async function fillRecords(db: Database, mentions: number): Promise<void> {
  await inTransaction(db, async (tx) => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(tx);
    await sql.raw(mentionsOf(mentions)).execute(tx);
    // Through the triggers; the last row to be touched lies after the others.
    await sql`update mentions set text = text || '!', triaged_at = now() where external_id::integer % 5 = 0`.execute(
      tx,
    );
    await sql`insert into captures (mention_id, by_name, captured_at, screenshot)
      select id, 'Lan', now(), '\\x00ff5c'::bytea from mentions limit 2`.execute(tx);
    await sql`insert into corrections (mention_id, by_name, labels, created_at)
      select id, 'Lan', '{"sentiment": "neutral"}', now() from mentions limit 3`.execute(tx);
    await sql`insert into rereadings (reader, asked_by, started_at, total) values ('4', ${'Lan'}, now(), 3)`.execute(
      tx,
    );
  });
}

const NASTY = `E'mạng chậm 😡👨‍👩‍👧 "trích" \\\\ gạch, \\u2028 dòng\\nhai\\r\\n\\tcột {"row":[]} \\u001f'`;

const STATEMENTS = [
  `insert into teams (id, name, parent_id) values
    ('00000000-0000-4000-8000-00000000000a', 'Con', null), ('00000000-0000-4000-8000-00000000000b', 'Mẹ', null)`,
  // The child's row comes before its parent's.
  `update teams set parent_id = '00000000-0000-4000-8000-00000000000b' where name = 'Con'`,
  `insert into users (email, name, role, team_id, password_hash, created_at)
    select 'a' || n || '@example.vn', ${NASTY}, 'agent', '00000000-0000-4000-8000-00000000000a', md5(n::text),
      '2026-01-01 00:00:00.123456+07'::timestamptz + n * interval '1 second' from generate_series(1, 5) n`,
  `insert into sessions select md5(email), id, now(), 'infinity' from users`,
  `insert into api_tokens (name, role, token_hash, last_used_at) values ('máy', 'agent', 'x', '0044-03-15 BC')`,
  `insert into settings (key, value) values ('null', 'null'), ('deep', '{"a": [1, {"b": 12345678901234567890.10}], "": "\\ud83d\\ude00"}')`,
  `insert into queries (name, rule) values ('luật', ${NASTY})`,
  `insert into sources (kind, name, settings, every_minutes, query_ids, cursor)
    select 'rss', 'nguồn ' || n, '{"url": "https://example.vn"}', n, array(select id from queries), case n % 3 when 0 then null when 1 then 'null'::jsonb else '[1.50]' end
    from generate_series(1, 7) n`,
  `insert into runs (source_id, status, started_at, heartbeat_at, errors)
    select id, 'succeeded', now(), now(), '[{"url": "", "message": "lỗi"}]' from sources`,
  `insert into host_turns (host, turn_id, last_end_at) values ('forum.example', gen_random_uuid(), now())`,
  `insert into import_rejects select id, 2, 'ngày?', json_build_object('z', 1, 'a', ${NASTY}) from runs`,
  `insert into webhook_marks select id, ${NASTY}, now(), true from sources`,
  `insert into customers (name) select ${NASTY} from generate_series(1, 3)`,
  `insert into identities select 'forum', id::text, id, null from customers`,
  `insert into tickets (case_key, status, priority, subject, channel, team_id, customer_id, opened_at,
      first_response_due_at, resolution_due_at, updated_at, search)
    select 'ca ' || n, 'new', 'normal', ${NASTY}, 'forum', (select id from teams limit 1), (select id from customers limit 1),
      now(), now(), now() + interval '1 day', now(), to_tsvector('simple', 'mang cham ' || n)
    from generate_series(1, 20) n`,
  `delete from tickets where number > 18`,
  `insert into audit_log (at, actor_kind, actor_name, act, subject_kind, details)
    select now(), 'system', ${NASTY}, 'user.changed', 'user', '{"b": 1, "a": [null]}' from generate_series(1, 3)`,
  `insert into agent_states (user_id, capacity, topics, status_since, heartbeat_at)
    select id, 5, array['network', ${NASTY}], now(), now() from users`,
  `insert into held_replies (ticket_number, text, author_name, levels, held_at) select number, ${NASTY}, 'Lan', 2, now() from tickets`,
  `insert into ticket_leases select 5, id, 'viewing', now(), now() from users`,
  `update audit_log set sequence = 1, hash = repeat('0', 64) where id = 2`,
  `update tickets set merged_into = 18, status = 'closed' where number < 4`,
  `update teams set business_hours = '{"timeZone": "Asia/Ho_Chi_Minh"}' where name = 'Con'`,
  `insert into causes (id, code, name) values ('00000000-0000-4000-8000-0000000000c1', 'hạ-tầng', ${NASTY})`,
  `insert into causes (code, name, parent_id) values ('trạm', 'Trạm', '00000000-0000-4000-8000-0000000000c1')`,
  `update tickets set cause_id = (select id from causes where code = 'trạm'), tags = array['vip', 'a,b{}"'],
    priority_reasons = '[{"because": "urgency", "points": 1, "detail": "normal"}]', next_step_at = now() where number = 5`,
  `insert into incidents (id, title, status, topic, starts_at, burst, opened_by, created_at)
    values ('00000000-0000-4000-8000-0000000000d1', ${NASTY}, 'open', 'network', now(), '{"hours": 1, "expected": 0.50}', 'Lan', now())`,
  `insert into incident_tickets (incident_id, ticket_number, by_name, at) select id, 5, 'Lan', now() from incidents`,
  `insert into incident_updates (incident_id, at, by_name, text) select id, now(), 'Lan', ${NASTY} from incidents`,
  `insert into incident_broadcasts (incident_id, text, status, author_kind, author_name, created_at)
    select id, ${NASTY}, 'sending', 'user', 'Lan', now() from incidents`,
  `insert into incident_deliveries select id, 5, 'forum', null, ${NASTY} from incident_broadcasts`,
  `insert into ticket_links values (5, 6, 'caused-by', 'Lan', now())`,
  `insert into events (sequence, at, kind, teams, users, data) select 9007199254740993, now(), 'x.y', array(select id from teams), '{}', '{"a": "b"}'`,
  `insert into scorecards (name, team_id, pass_mark, criteria, created_at)
    select ${NASTY}, id, 79.9, '[{"key": "a", "weight": 1.50}]', now() from teams`,
  `insert into quality_days values ('2026-03-04', 3, now())`,
  `insert into quality_reviews (ticket_number, team_id, agent_id, reason, created_at, pre_scores, comment, score, appeal)
    select 5, u.team_id, u.id, 'random', now(), '[]', ${NASTY}, 66.67, '{"text": "\\u0007"}' from users u limit 1`,
  `insert into coaching_notes (review_id, text, author_name, at) select id, ${NASTY}, 'Lan', now() from quality_reviews`,
  `insert into csat_requests select 5, team_id, id, 'zalo', now(), null, 'x', now(), 5, ${NASTY}, now() from users limit 1`,
  `insert into feed_cursors values ('webhooks', 9007199254740993)`,
  `insert into webhooks (id, name, url, kinds, from_sequence, created_at)
    values ('00000000-0000-4000-8000-0000000000e1', ${NASTY}, 'https://crm.example/', '{ticket.opened}', 9007199254740993, now())`,
  `insert into webhook_deliveries (id, webhook_id, sequence, ticket_number, kind, body, due_at, created_at)
    select '00000000-0000-4000-8000-0000000000e2', id, 9007199254740993, 5, 'ticket.opened', ${NASTY}, now(), now() from webhooks`,
  `insert into webhook_attempts select id, 1, now(), 500, 12, ${NASTY}, ${NASTY} from webhook_deliveries`,
  `insert into ticket_merges select number, 18, now(), '{"status": "new", "pendingOn": null}', array['a'], '{}', null
    from tickets where number < 4`,
  `insert into customers (id, name, erased_at) values ('00000000-0000-4000-8000-0000000000a1', null, now())`,
  `insert into customers (id, name, merged_into) values ('00000000-0000-4000-8000-0000000000a2', ${NASTY}, '00000000-0000-4000-8000-0000000000a1')`,
  `insert into customer_keys values ('00000000-0000-4000-8000-0000000000a1', 'name', ${NASTY}, now())`,
  `insert into customer_notes (customer_id, text, author_name, created_at)
    values ('00000000-0000-4000-8000-0000000000a1', ${NASTY}, 'Lan', now())`,
  `insert into customer_matches (first_id, second_id, permille, evidence, proposed_at)
    values ('00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000a2', 800, '[{"weight": 0.50}]', now())`,
  `insert into erasures (customer_id, at, by_name, reason, counts)
    values ('00000000-0000-4000-8000-0000000000a1', now(), 'Lan', ${NASTY}, '{"mentions": 2}')`,
  `insert into messages (ticket_number, kind, text, author_name, created_at) select number, 'note', ${NASTY}, 'Lan', now() from tickets`,
  `insert into channels (id, kind, name, source_id, owns_source, settings, state, created_at)
    select '00000000-0000-4000-8000-0000000000f1', 'ott', ${NASTY}, id, true, '{"maxLength": 2000.0}', 'null', now() from sources where every_minutes = 1`,
  `insert into channel_turns select id, '-infinity', 'infinity' from channels`,
  `insert into channel_inbox (channel_id, key, query, content_type, body, received_at, due_at, problem)
    select id, ${NASTY}, '{"a": "b"}', 'application/json', '\\x00ff5c'::bytea, now(), now(), ${NASTY} from channels`,
  `insert into deliveries (message_id, part, channel_id, conversation, recipient, from_unit, to_unit, status, due_at, updated_at)
    select m.id, 0, c.id, ${NASTY}, '{"id": "a"}', 0, 3, 'doubtful', now(), now() from messages m, channels c where m.ticket_number = 5`,
  `insert into channel_receipts select id, 'a', 'read', null, now() from channels`,
  `insert into attachments (id, message_id, name, media_type, size, state, created_at)
    select '00000000-0000-4000-8000-0000000000b1', id, ${NASTY}, 'image/png', 3, 'ready', now() from messages where ticket_number = 5`,
  `insert into canned_replies (title, shortcut, text, variants, language, topics, search, updated_by, updated_at)
    values (${NASTY}, 'xin-loi', ${NASTY}, '{"ussd": "a"}', 'vi', array['network'], to_tsvector('simple', 'mang'), 'Lan', now())`,
  `insert into macros (name, acts, updated_by, updated_at) values (${NASTY}, '[{"do": "tag", "tag": "a"}]', 'Lan', now())`,
  `insert into articles (question, answer, search, updated_by, updated_at)
    values (${NASTY}, ${NASTY}, to_tsvector('simple', 'mang'), 'Lan', now())`,
  `insert into article_versions select id, 1, question, answer, 'Lan', now() from articles`,
  `insert into article_votes select a.id, u.id, true from articles a, users u`,
  `insert into notifications (user_id, kind, ticket_number, by_name, created_at) select id, 'mentioned', 5, ${NASTY}, now() from users`,
  `insert into first_answers select number, customer_id, now(), ${NASTY} from tickets where number = 5`,
  `insert into selfcare_codes select '00000000-0000-4000-8000-0000000000b3', id, ${NASTY}, 'erase', 'x', 1, now(), now(), null from channels`,
  `insert into selfcare_sessions select 'x', id, ${NASTY}, now(), 'infinity' from channels`,
  `insert into erasure_requests (channel_id, identity, asked_at, reason) select id, ${NASTY}, now(), ${NASTY} from channels`,
  `insert into report_mails (key, date, status, problem, changed_at) values ('x', '2026-03-04', 'failed', ${NASTY}, now())`,
  `insert into attachment_chunks values ('00000000-0000-4000-8000-0000000000b1', 0, '\\x00ff5c'::bytea)`,
  `insert into chat_visitors (id, channel_id, external_id, name, items, created_at, last_seen_at)
    select '00000000-0000-4000-8000-0000000000c5', id, ${NASTY}, ${NASTY}, 1, now(), now() from channels`,
  `insert into chat_items (visitor_id, number, client_id, delivery_id, at)
    select v.id, 1, ${NASTY}, d.id, now() from chat_visitors v, deliveries d`,
  `insert into ticket_events (id, ticket_number, at, actor, kind, changes) overriding system value
    select 9007199254740993 + number, number, now(), 'Lan', 'opened', '{"status": {"from": null, "to": "new"}}' from tickets`,
];

const mentionsOf = (count: number) => `
  insert into mentions (id, source_id, source_kind, external_id, kind, author_name, text, search, exact_hash, band_1,
    published_at, collected_at, analysed_at, analysis, complaint_score, topics, ticket_number)
  select md5(n::text), (select id from sources where every_minutes = 1 + n % 7), 'rss', n::text, 'post',
    case when n % 2 = 0 then ${NASTY} end, ${NASTY} || repeat(' rất dài ' || n, n % 50),
    to_tsvector('simple', 'mang cham ' || n || ' ''trich'''), md5((n / 2)::text), (n % 65536 - 32768)::smallint,
    '2026-01-01 00:00:00.000001+07'::timestamptz + n * interval '1.000001 second', now(),
    case when n % 3 = 0 then now() end, jsonb_build_object('score', random(), 'evidence', array['đứng', '']),
    (random() / 3)::real, array['network', ${NASTY}, null, 'a,b{}"'], case when n % 100 = 0 then 5 end
  from generate_series(1, ${count}) n`;

/** Every row of every table as PostgreSQL writes it, computed columns included. */
export async function allRows(db: Database): Promise<Record<string, string[]>> {
  return inTransaction(db, async (tx) => {
    await sql`select set_config('TimeZone', 'UTC', true), set_config('extra_float_digits', '1', true)`.execute(tx);
    const { rows: tables } = await sql<{ name: string }>`
      select table_name as name from information_schema.tables
      where table_schema = current_schema() and table_type = 'BASE TABLE' and table_name not like 'kysely_%' order by 1`.execute(
      tx,
    );
    const found: Record<string, string[]> = {};
    for (const { name } of tables) {
      const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t order by 1`.execute(
        tx,
      );
      found[name] = rows.map(({ row }) => row);
    }
    return found;
  });
}

/** Columns, indexes and constraints as the database describes them. */
export async function shapeOf(db: Database): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select indexdef as line from pg_indexes where schemaname = current_schema()
    union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
      where connamespace = current_schema()::regnamespace and contype <> 'n'
    union all select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '')
      from information_schema.columns where table_schema = current_schema()
    union all select tgrelid::regclass || ' ' || tgenabled::text || ' ' || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
    order by 1`.execute(db);
  return rows.map(({ line }) => line);
}
