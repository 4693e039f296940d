import { sql } from 'kysely';
import { stripDiacritics } from '../../src/analysis/normalise.ts';
import type { Database } from '../../src/storage/database.ts';
import { textVector } from '../../src/storage/text-search.ts';

const COMMON =
  'mạng chậm quá không vào được tổng đài trừ tiền gói cước khuyến mãi sóng yếu nhân viên hỗ trợ nhiệt tình cáp quang đứt chờ mãi ai xử lý giúp với viettel vina mobi nhà mình hôm nay lại bị data 4g lag'.split(
    ' ',
  );
const ONSETS = ' b c ch d đ g gh h k kh l m n ng nh ph qu r s t th tr v x'.split(' ');
const RHYMES =
  'a ai an ang anh ao ay âm ân âu ăn e em en êm ên i ia iên im inh o oan oi ong ô ôi ông ơ ơn u ua uy ươi ưu'.split(
    ' ',
  );
const TONES = ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'];
/** Every 3rd text is typed without marks, as customers do. */
const UNMARKED_EVERY = 3;
/** Texts made word by word; more mentions repeat them, with other authors, times and labels. */
const TEXTS = 100_000;

/** Numbers from 0 up to 1, the same at every start. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Words by how often they are used: those of complaints first, some thousand syllables after them. */
const vocabulary = [
  ...COMMON,
  ...ONSETS.flatMap((onset) =>
    RHYMES.flatMap((rhyme) => TONES.map((tone) => `${onset}${rhyme.slice(0, 1)}${tone}${rhyme.slice(1)}`.normalize())),
  ),
];

/** How flat the head of the vocabulary is: a common word is in about every fourth text, as "mạng" is in posts to an operator. */
const HEAD = 30;

/** A text of 20 to 80 words, like a post of a forum; how often a word comes falls with its rank (Zipf and Mandelbrot). */
function textOf(index: number, random: () => number): string {
  const rank = () => Math.floor(HEAD * (vocabulary.length / HEAD) ** random()) - HEAD;
  const words = Array.from({ length: 20 + (index % 61) }, () => vocabulary[rank()] ?? '');
  const text = words.join(' ');
  return index % UNMARKED_EVERY === 0 ? stripDiacritics(text) : text;
}

const authorOf = (at: number) => `khách ${at % 997}`;

async function fillTexts(db: Database, count: number): Promise<void> {
  await sql`create unlogged table bench_texts (at integer primary key, text text not null, search tsvector not null)`.execute(
    db,
  );
  const random = numbers(7);
  for (let from = 0; from < count; from += 5000) {
    const rows = Array.from({ length: Math.min(5000, count - from) }, (_, index) => {
      const at = from + index;
      const text = textOf(at, random);
      return { at, text, search: textVector({ title: null, text, authorName: authorOf(at) }) };
    });
    await sql`insert into bench_texts select r.at, r.text, r.search::tsvector
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(at integer, text text, search text)`.execute(db);
  }
}

/**
 * Analysed mentions of about 50 words each, over a year and 40 sources; of ten one is in one of 1,000 tickets. What is searched
 * is there as intake makes it.
 */
export async function fillMentions(db: Database, count: number): Promise<void> {
  await sql`insert into sources (kind, name, settings, every_minutes)
    select 'rss', 'Nguồn ' || n, '{}', 60 from generate_series(1, 40) n`.execute(db);
  await sql`insert into tickets (case_key, priority, subject, channel, team_id, opened_at, first_response_due_at, resolution_due_at, updated_at)
    select 'case ' || n, 'normal', 'Mạng chậm', 'rss', (select id from teams limit 1), now(), now(), now(), now()
    from generate_series(1, 1000) n`.execute(db);
  const texts = Math.min(count, TEXTS);
  await fillTexts(db, texts);
  const minutes = 365 * 24 * 60;
  for (let from = 1; from <= count; from += texts) {
    await sql`insert into mentions (id, source_id, source_kind, external_id, kind, author_name, url, text, search, exact_hash,
        band_1, band_2, band_3, band_4, published_at, collected_at, analysed_at, analysis, language, sentiment, complaint,
        complaint_score, topics, urgency, spam, intent, products, provinces, brand_opinions, triaged_at, triage_outcome,
        thread_id, ticket_number)
      select md5(n::text), s.ids[1 + n % 40], 'rss', n::text, 'post', 'khách ' || t.at % 997, 'https://example.vn/' || n,
        t.text, t.search, md5(n::text || 'hash'), n % 30000, n % 29000, n % 28000, n % 27000,
        now() - (n::bigint * 7919 % ${sql.lit(minutes)}) * interval '1 minute', now(), now(),
        jsonb_build_object('language', 'vi', 'complaint', jsonb_build_object('label', n % 3 = 0, 'score', random()), 'version', 'bench'),
        (array['vi', 'vi', 'vi', 'en', 'other'])[1 + n % 5], (array['negative', 'neutral', 'positive'])[1 + n % 3], n % 3 = 0,
        random(), (array['{network}', '{network,data}', '{billing}', '{}', '{service,app}', '{internet}'])[1 + n % 6]::text[],
        (array['low', 'normal', 'normal', 'high', 'critical'])[1 + n % 5], n % 20 = 0,
        (array['complaint', 'question', 'praise', 'leaving', 'other'])[1 + n % 5],
        (array['{}', '{ST120K}', '{}', '{My Viettel,V120}'])[1 + n % 4]::text[],
        (array['{}', '{}', '{Hà Nội}', '{Hồ Chí Minh}', '{Huế}', '{}', '{Cần Thơ}'])[1 + n % 7]::text[],
        (array['{}', '{viettel:negative}', '{viettel:positive,mobifone:negative}', '{vinaphone:neutral}'])[1 + n % 4]::text[],
        now(), 'ticket', 'thread ' || n % 50000, case when n % 10 = 0 then 1 + n % 1000 end
      from generate_series(${sql.lit(from)}, ${sql.lit(Math.min(count, from + texts - 1))}) n
      join bench_texts t on t.at = n - ${sql.lit(from)},
      (select array_agg(id order by name) as ids from sources) s`.execute(db);
  }
  await sql`drop table bench_texts`.execute(db);
  await sql`vacuum analyze mentions`.execute(db);
}
