import { z } from 'zod';
import { reportMail, reportMailSettings } from '../../domain/report-mail.ts';
import { inTransaction } from '../../storage/database.ts';
import { listReportMails, resendReportMail } from '../../storage/report-mails.ts';
import { readReportMailSettings, writeReportMailSettings } from '../../storage/settings.ts';
import { audit } from '../audit.ts';
import { endpoint } from '../endpoint.ts';
import { refuseUnknownTeam } from '../references.ts';
import { idParams } from '../schemas.ts';

const tag = 'Reports';
const permission = 'settings:write';

export const reportMailEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/settings/report-mails',
    operationId: 'getReportMailSettings',
    tag,
    summary: 'Who gets the daily report by mail, and when',
    permission,
    response: reportMailSettings,
    handle: ({ context }) => readReportMailSettings(context.db),
  }),

  endpoint({
    method: 'put',
    path: '/api/settings/report-mails',
    operationId: 'putReportMailSettings',
    tag,
    summary: 'Set anew who gets the daily report by mail',
    description:
      'Mails go over the server of `SMTP_URL`. A mail whose time of today has passed goes out within half a minute.',
    permission,
    body: reportMailSettings,
    example: {
      from: { name: 'Lắng nghe', address: 'bao-cao@example.vn' },
      mails: [{ key: 'lanh-dao', time: '07:30', to: ['lanh.dao@example.vn'] }],
    },
    response: reportMailSettings,
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        for (const { team } of call.body.mails) await refuseUnknownTeam(tx, team);
        await writeReportMailSettings(tx, call.body, call.now);
        const keys = call.body.mails.map(({ key }) => key);
        await audit(call, tx, 'settings.changed', { kind: 'settings', id: 'report-mails' }, { mails: keys });
        return call.body;
      }),
  }),

  endpoint({
    method: 'get',
    path: '/api/report-mails',
    operationId: 'listReportMails',
    tag,
    summary: 'What became of the reports’ mails, the newest first',
    permission,
    response: z.object({ items: z.array(reportMail) }),
    handle: async ({ context }) => ({ items: await listReportMails(context.db) }),
  }),

  endpoint({
    method: 'post',
    path: '/api/report-mails/{id}/resend',
    operationId: 'resendReportMail',
    tag,
    summary: 'Send a mail again that failed or is in doubt; within half a minute',
    permission,
    params: idParams,
    problems: { 409: 'It neither failed nor is in doubt.' },
    response: z.object({ items: z.array(reportMail) }),
    handle: (call) =>
      inTransaction(call.context.db, async (tx) => {
        await resendReportMail(tx, call.params.id, call.now);
        await audit(call, tx, 'report-mail.resent', { kind: 'report-mail', id: call.params.id }, {});
        return { items: await listReportMails(tx) };
      }),
  }),
];
