import type { Fields } from './kuery.ts';
import type { Span } from './lens-request.ts';

/** Mentions and tickets as they are indexed, generated: always the same ones, before NOW. */

export const NOW = Date.parse('2026-03-31T17:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The last 30 days: what the dashboards open with. Whole days of the team, so that each step of time is one. */
export const MONTH: Span = { from: NOW - 30 * DAY, to: NOW };
/** What panels about all that is open look at. */
export const EVER: Span = { from: NOW - 3650 * DAY, to: NOW };

/** Numbers from 0 up to 1, the same ones at every start. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const PRODUCTS = ['ST120K', 'My Viettel', 'V120'];
const TOPICS = ['network', 'data', 'billing', 'sim', 'internet', 'service', 'app', 'competitor'];
const instant = (at: number) => new Date(at).toISOString();

export function mentions(howMany: number): Fields[] {
  const random = numbers(1);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() ** 1.5 * from.length)] as T;
  const opinions = () => {
    const brands = ['viettel', 'vinaphone', 'mobifone'].filter(() => random() < 0.3);
    return { brands, brandOpinions: brands.map((brand) => `${brand}:${pick(['negative', 'neutral', 'positive'])}`) };
  };
  return Array.from({ length: howMany }, (_, at) => {
    const published = NOW - 1 - Math.floor(random() * 60 * DAY);
    const local = new Date(published + 7 * HOUR);
    const source = pick(['Diễn đàn di động', 'Đánh giá ứng dụng', 'Báo công nghệ', 'Hội người dùng']);
    return {
      '@timestamp': instant(published),
      collectedAt: instant(published + HOUR),
      localHour: local.getUTCHours(),
      localWeekday: local.getUTCDay() || 7,
      id: `mention-${at}`,
      url: `https://forum.example/posts/${at}`,
      kind: pick(['post', 'comment', 'review']),
      source: { id: source, kind: pick(['forum', 'rss']), name: source },
      author: null,
      title: null,
      text: `Bài viết số ${at}`,
      threadId: random() < 0.7 ? `thread-${Math.floor(random() ** 2 * 60)}` : null,
      language: pick(['vi', 'vi', 'en', 'other']),
      sentiment: pick(['negative', 'neutral', 'positive']),
      complaint: random() < 0.5,
      complaintScore: 0.5,
      topics: TOPICS.filter(() => random() < 0.2),
      urgency: pick(['normal', 'low', 'high', 'critical']),
      spam: random() < 0.1,
      intent: pick(['complaint', 'question', 'praise', 'leaving', 'request', 'other']),
      products: PRODUCTS.filter(() => random() < 0.2),
      provinces: random() < 0.4 ? [pick(['Hà Nội', 'Hồ Chí Minh', 'Huế', 'Đắk Lắk'])] : [],
      ...opinions(),
      copyOf: null,
      ticketNumber: random() < 0.3 ? at + 1 : null,
    };
  });
}

export function tickets(howMany: number): Fields[] {
  const random = numbers(2);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() ** 1.5 * from.length)] as T;
  return Array.from({ length: howMany }, (_, at) => {
    const opened = NOW - 1 - Math.floor(random() ** 2 * 300 * DAY);
    const status = pick(['resolved', 'open', 'new', 'closed', 'pending']);
    const isSolved = status === 'resolved' || status === 'closed';
    const responseMinutes = status === 'new' ? null : Math.round(random() ** 2 * 600);
    const resolutionMinutes = isSolved ? Math.round(random() ** 2 * 6000) : null;
    const isLate = NOW - opened > 3 * DAY;
    return {
      '@timestamp': instant(opened),
      number: at + 1,
      status,
      priority: pick(['normal', 'high', 'low', 'urgent']),
      topic: random() < 0.9 ? pick(TOPICS) : null,
      channel: pick(['forum', 'app-store']),
      team: ((name: string) => ({ id: name, name }))(pick(['Chăm sóc khách hàng', 'Kỹ thuật', 'Cước phí'])),
      assignee: status === 'new' ? null : 'agent-1',
      firstResponseDueAt: instant(opened + 4 * HOUR),
      resolutionDueAt: instant(opened + 3 * DAY),
      firstResponseMinutes: responseMinutes,
      resolutionMinutes,
      firstResponseInTime: responseMinutes === null ? (NOW - opened > 4 * HOUR ? false : null) : responseMinutes <= 240,
      resolutionInTime: resolutionMinutes === null ? (isLate ? false : null) : resolutionMinutes <= 4320,
      mentions: 1 + Math.floor(random() * 4),
    };
  });
}
