import { ChannelDown, type OutgoingFile, Unsent } from '../channels/channel.ts';
import type { SendSystemMail, SystemMail } from '../channels/email/system-mail.ts';
import type { Clock } from '../clock.ts';
import type { Print } from '../crawlers/support/browser.ts';
import type { DailyReport } from '../domain/report.ts';
import type { ReportMailRule, ReportMailSettings } from '../domain/report-mail.ts';
import { describeError, GiveUp } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { dailyReport } from '../reports/daily.ts';
import { renderDailyReport } from '../reports/daily-html.ts';
import { dailyReportWorkbook } from '../reports/daily-xlsx.ts';
import { reportFormat } from '../reports/format.ts';
import { dueDay } from '../reports/mail-days.ts';
import type { Database } from '../storage/database.ts';
import { teamSubtree } from '../storage/people.ts';
import {
  claimReportMail,
  doubtLostMails,
  noteOutcome,
  noteReportMail,
  type ReportMailClaim,
  type ReportMailOutcome,
  reportMailsToSend,
} from '../storage/report-mails.ts';
import { EVERYTHING, mentionScope, type ReportScope } from '../storage/scope.ts';
import { readReportMailSettings } from '../storage/settings.ts';

/** The daily report by mail: each mail once, at its time, whatever stops in between. */

export interface ReportMailDeps {
  db: Database;
  clock: Clock;
  logger: Logger;
  /** IANA name. Vietnam's, if not given. */
  timeZone?: string;
  publicUrl?: string | undefined;
  /** Null where there is no Chromium: mails then go without the PDF. */
  print: Print | null;
  /** Null where `SMTP_URL` is not set: mails then wait. */
  sendMail: SendSystemMail | null;
}

const VIETNAM = 'Asia/Ho_Chi_Minh';
const MINUTE_MS = 60_000;
/** A mail that found no way out in so many tries, hours apart in the end, is left to a person. */
const MOST_TRIES = 20;

const pauseAfter = (tries: number) => Math.min(2 ** tries, 60) * MINUTE_MS;

/** Notes the mails whose time has come; whether any is to be sent. */
export async function reportMailsWait({ db, clock, timeZone = VIETNAM }: ReportMailDeps): Promise<boolean> {
  const now = clock.now();
  const { mails } = await readReportMailSettings(db);
  for (const rule of mails) {
    const day = dueDay(rule, timeZone, now);
    if (day !== null) await noteReportMail(db, rule.key, day, now);
  }
  await doubtLostMails(db, now);
  return reportMailsToSend(db, now);
}

/** Sends what is due; gives the number of mails that went out. */
export async function sendReportMails(deps: ReportMailDeps, signal: AbortSignal): Promise<number> {
  let sent = 0;
  while (!signal.aborted) {
    const claim = await claimReportMail(deps.db, deps.clock.now());
    if (claim === undefined) break;
    const outcome = await send(deps, claim);
    if (outcome === undefined) continue;
    await noteOutcome(deps.db, claim, outcome, deps.clock.now());
    if (outcome.status === 'sent') sent += 1;
    deps.logger.info({ report: claim.key, date: claim.date, status: outcome.status }, 'report by mail');
  }
  return sent;
}

/** Makes and sends one mail; undefined: somebody else has taken it over. */
async function send(deps: ReportMailDeps, claim: ReportMailClaim): Promise<ReportMailOutcome | undefined> {
  const settings = await readReportMailSettings(deps.db);
  const rule = settings.mails.find(({ key }) => key === claim.key);
  if (rule === undefined) return { status: 'failed', problem: 'Its rule was taken away before it was sent.' };
  if (deps.sendMail === null) return later(deps, claim, 'There is no mail server: set SMTP_URL.');
  let mail: SystemMail;
  try {
    mail = await mailOf(deps, settings, rule, claim);
  } catch (error) {
    return later(deps, claim, `The report could not be made: ${describeError(error)}`);
  }
  if (!(await noteOutcome(deps.db, claim, { status: 'sending' }, deps.clock.now()))) return undefined;
  try {
    await deps.sendMail(mail);
  } catch (error) {
    return outcomeOf(deps, claim, error);
  }
  const lacksPdf = rule.files.includes('pdf') && deps.print === null;
  return { status: 'sent', ...(lacksPdf ? { problem: 'Without its PDF: that needs Chromium.' } : {}) };
}

function outcomeOf(deps: ReportMailDeps, claim: ReportMailClaim, error: unknown): ReportMailOutcome {
  if (error instanceof Unsent || error instanceof ChannelDown) return later(deps, claim, describeError(error));
  if (error instanceof GiveUp) return { status: 'failed', problem: describeError(error) };
  return { status: 'doubtful', problem: `It may have arrived: ${describeError(error)}` };
}

function later({ clock }: ReportMailDeps, { tries }: ReportMailClaim, problem: string): ReportMailOutcome {
  if (tries >= MOST_TRIES) return { status: 'failed', problem };
  return { status: 'waiting', problem, nextTryAt: new Date(clock.now().getTime() + pauseAfter(tries)) };
}

async function scopeOf(db: Database, team: string | null): Promise<ReportScope> {
  if (team === null) return EVERYTHING;
  const tickets = await teamSubtree(db, team);
  return { tickets, mentions: await mentionScope(db, tickets) };
}

async function mailOf(
  { db, clock, timeZone = VIETNAM, publicUrl, print }: ReportMailDeps,
  { from }: ReportMailSettings,
  { team, language, to, files }: ReportMailRule,
  { id, date }: ReportMailClaim,
): Promise<SystemMail> {
  if (from === null) throw new GiveUp('Mails of reports have no sender: set one.');
  const report = await dailyReport(db, { date, timeZone, now: clock.now(), scope: await scopeOf(db, team) });
  const html = renderDailyReport(report, { language, ...(publicUrl === undefined ? {} : { publicUrl }) });
  const format = reportFormat(report, language);
  const attached: OutgoingFile[] = [];
  if (files.includes('pdf') && print !== null)
    attached.push(fileOf(report, 'pdf', await print(html, `Lắng nghe · ${date}`)));
  if (files.includes('xlsx')) attached.push(fileOf(report, 'xlsx', await dailyReportWorkbook(report, language)));
  const { labels } = format;
  const { complaints, mentions, tickets } = report.totals;
  const lines = [
    `${labels.title} · ${format.date()}`,
    '',
    `${labels.complaints}: ${complaints.count}`,
    `${labels.mentions}: ${mentions.count}`,
    `${labels.tickets}: ${tickets.count}`,
  ];
  return {
    from,
    to,
    subject: `${labels.title} · ${format.date()}`,
    html,
    text: lines.join('\n'),
    files: attached,
    messageId: `report-${id}@${from.address.split('@')[1]}`,
  };
}

const MEDIA = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const fileOf = ({ date }: DailyReport, ending: keyof typeof MEDIA, bytes: Uint8Array): OutgoingFile => ({
  name: `bao-cao-${date}.${ending}`,
  mediaType: MEDIA[ending],
  bytes,
});
