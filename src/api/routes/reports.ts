import { z } from 'zod';
import { dailyReport as shape } from '../../domain/report.ts';
import { dailyReport } from '../../reports/daily.ts';
import { renderDailyReport } from '../../reports/daily-html.ts';
import { lastFullDay } from '../../reports/day.ts';
import { endpoint } from '../endpoint.ts';
import { reportScopeOf } from '../scope.ts';

const query = z.strictObject({
  date: z.iso.date().optional().meta({ description: 'The day, in the team’s time zone; yesterday if not given.' }),
  format: z.enum(['json', 'html']).default('json'),
  language: z.enum(['vi', 'en']).default('vi').meta({ description: 'Of the page.' }),
});

/** The page has its style inside, and nothing else that runs or loads. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

export const reportEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/reports/daily',
    operationId: 'getDailyReport',
    tag: 'Reports',
    summary: 'The complaint report of one day',
    description: 'Figures as JSON, or a printable page. An unfinished day is compared with others up to the same hour.',
    permission: 'reports:read',
    query,
    response: shape,
    media: ['text/html'],
    async handle({ query: { date, format, language }, actor, context, reply, now }) {
      const { db, timeZone, publicUrl } = context;
      const scope = await reportScopeOf(db, actor);
      const report = await dailyReport(db, { date: date ?? lastFullDay(timeZone, now), timeZone, now, scope });
      if (format === 'json') return report;
      reply.header('Content-Type', 'text/html; charset=utf-8');
      reply.header('Content-Security-Policy', PAGE_POLICY);
      return renderDailyReport(report, { language, ...(publicUrl === undefined ? {} : { publicUrl }) });
    },
  }),
];
