import { load } from 'cheerio';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DailyReport } from '../../src/domain/report.ts';
import { renderDailyReport } from '../../src/reports/daily-html.ts';
import { html, link } from '../../src/reports/html.ts';
import { reportLabels } from '../../src/reports/labels.ts';

const HOSTILE = `<img src=x onerror=alert(1)> </style><script>alert("1")</script> ' onclick='x`;
const SOURCE = '00000000-0000-4000-8000-000000000001';

function report(parts: Partial<DailyReport> = {}): DailyReport {
  const figure = { count: 1234, dayBefore: 1000, usual: 1300.5, usualDays: 2 };
  return {
    date: '2026-03-05',
    timeZone: 'Asia/Ho_Chi_Minh',
    from: '2026-03-04T17:00:00.000Z',
    to: '2026-03-05T17:00:00.000Z',
    until: '2026-03-05T17:00:00.000Z',
    complete: true,
    madeAt: '2026-03-06T01:00:00.000Z',
    totals: {
      mentions: { ...figure, dayBefore: null, usual: null, usualDays: 0 },
      complaints: figure,
      tickets: figure,
    },
    byTopic: [{ topic: null, mentions: 5, complaints: 2, complaintsDayBefore: 0 }],
    bySource: [
      { id: SOURCE, name: HOSTILE, kind: 'rss', deleted: true, mentions: 5, complaints: 2, complaintsDayBefore: null },
    ],
    bySentiment: [{ sentiment: 'negative', mentions: 5, complaints: 2, complaintsDayBefore: 4 }],
    byHour: [{ from: '2026-03-04T17:00:00.000Z', mentions: 5, complaints: 2 }],
    byLanguage: [{ language: 'vi', mentions: 617 }],
    spam: 3,
    unread: { setAside: 7, waiting: 9 },
    topTopics: [
      {
        topic: 'network',
        complaints: 2,
        examples: [
          {
            mentionId: 'm',
            text: HOSTILE,
            url: 'javascript:alert(1)',
            sourceName: HOSTILE,
            occurredAt: '2026-03-05T01:00:00.000Z',
            ticketNumber: 12,
          },
        ],
      },
    ],
    worstThreads: [
      { title: HOSTILE, url: 'https://a.example/?a=1&b="2"', sourceName: 'A', mentions: 5, complaints: 2 },
    ],
    service: {
      opened: 1,
      firstResponse: { inTime: 3, late: 1, medianMinutes: 12.5 },
      resolution: { inTime: 0, late: 0, medianMinutes: null },
      waiting: 4,
      waitingOverdue: 1,
      unresolvedOverdue: 0,
      backlog: [{ status: 'new', priority: 'urgent', count: 4 }],
      oldestWaiting: {
        number: 12,
        subject: HOSTILE,
        priority: 'urgent',
        openedAt: '2026-03-05T01:00:00.000Z',
        firstResponseDueAt: '2026-03-05T02:00:00.000Z',
      },
    },
    coverage: {
      sources: 42,
      healthy: 41,
      paused: 0,
      unhealthy: [
        {
          id: SOURCE,
          name: HOSTILE,
          kind: 'rss',
          health: 'silent',
          since: '2026-03-04T02:14:00.000Z',
          lastSuccessAt: null,
          reason: HOSTILE,
          setAside: false,
        },
      ],
      runs: { succeeded: 10, failed: 1 },
    },
    ...parts,
  };
}

const text = (page: string) => load(page)('body').text().replace(/\s+/gu, ' ');

describe('renderDailyReport', () => {
  it('lets no outside text become markup, and links only to http', () => {
    const page = load(renderDailyReport(report(), { publicUrl: 'https://care.example/' }));
    expect(page('script, img, iframe, link, [onclick], [onerror]').length).toBe(0);
    expect(page('style').length).toBe(1);
    const hrefs = page('a')
      .toArray()
      .map((each) => page(each).attr('href'));
    expect(hrefs).toEqual([
      'https://care.example/inbox/12',
      'https://care.example/inbox/12',
      'https://a.example/?a=1&b="2"',
    ]);
    expect(page('.examples li').first().text()).toContain(HOSTILE);
  });

  it('says first how many sources were listened to', () => {
    const page = load(renderDailyReport(report()));
    expect(page('main').children().first().text()).toContain('41/42 nguồn hoạt động tốt; 1 nguồn có vấn đề');
    expect(page('main').children().first().text()).toMatch(/\(im lặng từ [^)]*0?9:14[^)]*\)/);
    const english = load(renderDailyReport(report(), { language: 'en' }))('main')
      .children()
      .first()
      .text();
    expect(english).toMatch(/41 of 42 sources healthy; 1 not healthy: .*\(silent since [^)]*9:14[^)]*\)/);
    const blind = report({
      coverage: { sources: 0, healthy: 0, paused: 2, unhealthy: [], runs: { succeeded: 0, failed: 0 } },
    });
    expect(load(renderDailyReport(blind))('main').children().first().text()).toBe(reportLabels.vi.noSources);
  });

  it('writes figures and differences as Vietnamese and as British readers do', () => {
    const vi = text(renderDailyReport(report()));
    expect(vi).toContain('Thứ Năm, 5 tháng 3, 2026');
    expect(vi).toContain('Hôm trước: 1.000+234 (+23%)');
    expect(vi).toContain('Thường lệ (2 tuần): 1.300,5−66,5 (−5%)');
    expect(vi).not.toContain('(0 tuần)');
    expect(vi).toContain('chưa có số liệu để so sánh');
    expect(vi).toContain('12,5 phút');
    const en = text(renderDailyReport(report(), { language: 'en' }));
    expect(en).toContain('5 March 2026');
    expect(en).toContain('Day before: 1,000+234 (+23%)');
    expect(en).toContain('no comparison');
  });

  it('says of an unfinished day up to when it counts', () => {
    const unfinished = report({ complete: false, until: '2026-03-05T05:00:00.000Z' });
    expect(text(renderDailyReport(unfinished))).toContain('số liệu tính đến 12:00');
    expect(text(renderDailyReport(report()))).not.toContain('số liệu tính đến');
  });

  it('has every label in both languages', () => {
    const leaves = (value: unknown): string[] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, each]) => leaves(each).map((leaf) => `${key}.${leaf}`))
        : [typeof value];
    expect(leaves(reportLabels.en)).toEqual(leaves(reportLabels.vi));
    const fixed = (labels: object) =>
      Object.values(labels).filter((label): label is string => typeof label === 'string');
    const shared = fixed(reportLabels.en).filter((label) => fixed(reportLabels.vi).includes(label));
    expect(shared).toEqual([]);
  });
});

describe('html', () => {
  it('gives any text back unchanged from element content and from an attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        // What every parser of HTML changes by itself: line ends, and characters that no document may have.
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
        const value = raw.replace(/[\r\u0000\p{Surrogate}]/gu, '');
        const page = load(html`<p title="${value}">${value}</p>`.markup, undefined, false);
        expect(page('p').text()).toBe(value);
        expect(page('p').attr('title')).toBe(value);
        expect(page('*').length).toBe(1);
      }),
    );
  });

  it('joins lists, keeps made markup and leaves out what is not there', () => {
    expect(html`<ul>${['<', html`<li>`, null, undefined, false, 0]}</ul>`.markup).toBe('<ul>&lt;<li>0</ul>');
    expect(link('data:text/html,x', '<b>').markup).toBe('&lt;b&gt;');
  });
});
