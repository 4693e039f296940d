import { z } from 'zod';
import { dailyReport as shape } from '../../domain/report.ts';
import { dailyReport } from '../../reports/daily.ts';
import { renderDailyReport } from '../../reports/daily-html.ts';
import { dailyReportWorkbook } from '../../reports/daily-xlsx.ts';
import { lastFullDay } from '../../reports/day.ts';
import { endpoint } from '../endpoint.ts';
import { HttpRefusal } from '../problem.ts';
import { reportScopeOf } from '../scope.ts';

const query = z.strictObject({
  date: z.iso.date().optional().meta({ description: 'The day, in the team’s time zone; yesterday if not given.' }),
  format: z.enum(['json', 'html', 'pdf', 'xlsx']).default('json'),
  language: z.enum(['vi', 'en']).default('vi').meta({ description: 'Of what is no JSON.' }),
  team: z.uuid().optional().meta({ description: 'Only this team and those below it; all that you see if not given.' }),
});

const PDF = 'application/pdf';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

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
    description:
      'Figures as JSON, a printable page, the same as PDF, or a workbook of Excel whose cells are text and numbers alone. An unfinished day is compared with others up to the same hour.',
    permission: 'reports:read',
    query,
    response: shape,
    media: ['text/html', PDF, XLSX],
    answerMs: 60_000,
    problems: { 503: 'There is no Chromium to make a PDF with.' },
    async handle({ query: { date, format, language, team }, actor, context, reply, now }) {
      const { db, timeZone, publicUrl } = context;
      const scope = await reportScopeOf(db, actor, team);
      const report = await dailyReport(db, { date: date ?? lastFullDay(timeZone, now), timeZone, now, scope });
      if (format === 'json') return report;
      const attach = (type: string, ending: string) => {
        reply.header('Content-Type', type);
        reply.header('Content-Disposition', `attachment; filename="bao-cao-${report.date}.${ending}"`);
      };
      if (format === 'xlsx') {
        attach(XLSX, 'xlsx');
        return dailyReportWorkbook(report, language);
      }
      const page = renderDailyReport(report, { language, ...(publicUrl === undefined ? {} : { publicUrl }) });
      if (format === 'pdf') {
        if (context.print === null)
          throw new HttpRefusal(503, 'A PDF needs Chromium: install it, or set PUPPETEER_EXECUTABLE_PATH.');
        attach(PDF, 'pdf');
        return context.print(page, `Lắng nghe · ${report.date}`);
      }
      reply.header('Content-Type', 'text/html; charset=utf-8');
      reply.header('Content-Security-Policy', PAGE_POLICY);
      return page;
    },
  }),
];
