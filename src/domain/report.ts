import { z } from 'zod';
import { language, sentimentLabel, topic } from './analysis.ts';
import { sourceHealth } from './source.ts';
import { priority, ticketStatus } from './ticket.ts';

const count = z.number().int().min(0);
const instant = z.iso.datetime();

/** A day's figure beside what it may be compared with; null where there is nothing honest to compare it with. */
export const comparedCount = z.object({
  count,
  dayBefore: count.nullable(),
  /** The median of the same weekday's figures over the last four weeks. */
  usual: z.number().min(0).nullable(),
  /** How many of those weeks had figures. */
  usualDays: z.number().int().min(0).max(4),
});
export type ComparedCount = z.infer<typeof comparedCount>;

/** One row of a breakdown; `complaintsDayBefore` is null when the day before can't be compared with. */
const share = z.object({ mentions: count, complaints: count, complaintsDayBefore: count.nullable() });

const topicShare = share.extend({ /** Null: no topic was recognised. */ topic: topic.nullable() });
const sourceShare = share.extend({ id: z.uuid(), name: z.string(), kind: z.string(), deleted: z.boolean() });
const sentimentShare = share.extend({ /** Null: not read. */ sentiment: sentimentLabel.nullable() });
/** One hour of the day; the clock change makes 23 or 25 of them, each named by its first instant. */
const hourShare = z.object({ from: instant, mentions: count, complaints: count });

/** A complaint as an example: cut, personal data masked, its author left out. */
const example = z.object({
  mentionId: z.string(),
  text: z.string(),
  url: z.string().nullable(),
  sourceName: z.string(),
  occurredAt: instant,
  ticketNumber: z.number().int().nullable(),
});
export type ReportExample = z.infer<typeof example>;

/** A thread with at least two complaints on the day. */
const thread = z.object({
  title: z.string(),
  url: z.string().nullable(),
  sourceName: z.string(),
  mentions: count,
  complaints: count,
});

const minutes = z.number().min(0).nullable();

/** How the desk kept its clocks. Everything "on the day" happened from `from` to `until`; "at the end" is at `until`. */
const service = z.object({
  opened: count,
  /** Tickets whose first answer was given on the day, by the due time that they have now. */
  firstResponse: z.object({ inTime: count, late: count, medianMinutes: minutes }),
  /** Tickets solved on the day and not opened again since; tickets merged into others don't count. */
  resolution: z.object({ inTime: count, late: count, medianMinutes: minutes }),
  /** Unsolved tickets without a first answer at the end, and those of them whose answer was due. */
  waiting: count,
  waitingOverdue: count,
  /** Unsolved tickets at the end whose solution was due. */
  unresolvedOverdue: count,
  /** Unsolved tickets at the end. */
  backlog: z.array(z.object({ status: ticketStatus, priority, count })),
  /** The ticket that has waited longest for its first answer at the end. */
  oldestWaiting: z
    .object({
      number: z.number().int(),
      subject: z.string(),
      priority,
      openedAt: instant,
      firstResponseDueAt: instant.nullable(),
    })
    .nullable(),
});
export type ServiceFigures = z.infer<typeof service>;

/** What was listened to at the end of the day, so that "no complaints" never hides a source that was silent. */
const coverage = z.object({
  /** Sources that should have been listened to: `healthy` and those in `unhealthy`; paused ones are apart. */
  sources: count,
  healthy: count,
  paused: count,
  unhealthy: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      kind: z.string(),
      health: sourceHealth,
      /** Since when it has been so. */
      since: instant.nullable(),
      /** Its last success; null when it never had one. */
      lastSuccessAt: instant.nullable(),
      /** What its last run said; null when it did not fail. */
      reason: z.string().nullable(),
      /** It failed so often that it is tried only now and then. */
      setAside: z.boolean(),
    }),
  ),
  /** Runs that ended on the day. */
  runs: z.object({ succeeded: count, failed: count }),
});
export type Coverage = z.infer<typeof coverage>;

/**
 * One day's complaints and service. A mention belongs to the day on which it was published (collected, if its source
 * tells no date); a complaint is a mention that is labelled so now, corrections included.
 */
export const dailyReport = z.object({
  date: z.iso.date(),
  timeZone: z.string(),
  /** Local midnight, and the next one (exclusive). */
  from: instant,
  to: instant,
  /** Up to where it counts: `to`, or the moment of making for a day that isn't over; then others are cut alike. */
  until: instant,
  complete: z.boolean(),
  madeAt: instant,
  totals: z.object({ mentions: comparedCount, complaints: comparedCount, tickets: comparedCount }),
  /** Most complaints first. A mention with two topics counts in both. */
  byTopic: z.array(topicShare),
  bySource: z.array(sourceShare),
  bySentiment: z.array(sentimentShare),
  byHour: z.array(hourShare),
  /** Null: not read. */
  byLanguage: z.array(z.object({ language: language.nullable(), mentions: count })),
  /** Mentions that count as advertising or spam. */
  spam: count,
  /** What the language stage could not read and set aside, and what still waits for it. */
  unread: z.object({ setAside: count, waiting: count }),
  topTopics: z.array(z.object({ topic: topic.nullable(), complaints: count, examples: z.array(example).max(3) })),
  worstThreads: z.array(thread),
  service,
  coverage,
});
export type DailyReport = z.infer<typeof dailyReport>;
