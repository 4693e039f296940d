import type { CodePurpose, SelfcareIdentity } from '../care/selfcare.ts';
import type { WebhookAnswer, WebhookRequest } from '../channels/channel.ts';
import type { Recognised } from '../crawlers/crawler.ts';
import type { Capture } from '../domain/capture.ts';
import type { RawPostInput } from '../domain/raw-post.ts';
import type { Rereading } from '../domain/rereading.ts';
import type { ChannelRow } from '../storage/channels.ts';
import type { Upload } from './attachments.ts';
import type { CaptureRequest } from './capture.ts';
import type { ChatMessage } from './chat.ts';
import type { ImportOutcome, ImportRequest } from './imports/file-import.ts';
import type { ThresholdCurve } from './learning.ts';
import type { SelfcareMessage } from './selfcare.ts';
import type { Portal } from './selfcare-codes.ts';

/** What came of handing posts in. */
export interface IntakeOutcome {
  /** Posts that were handed in. */
  found: number;
  /** Posts that became mentions; the rest was known, matched no query, or was rejected. */
  new: number;
  unmatched: number;
  rejected: number;
  /** Why posts were rejected, by their place in the batch. */
  errors: { url: string; message: string }[];
}

/** One thing that a preview found, what software the source is of, or an address that failed. */
export type Preview =
  | { url: string; post: RawPostInput }
  | { url: string; recognised: Recognised }
  | { url: string; error: string };

/** The running pipeline, as the API and the command line see it. */
export interface Pipeline {
  /** Has the queue look for sources that are due, now and again and again; call it after a source changed. */
  syncSchedules(): Promise<void>;
  /** Has a source collected as soon as a worker is free, or what it has from `since` on read again beside its runs. */
  requestCollect(sourceId: string, since?: Date): Promise<void>;
  /** Takes posts that somebody hands in for a source of their own; they are analysed like collected ones. */
  takeIn(sourceId: string, posts: readonly unknown[]): Promise<IntakeOutcome>;
  /** Imports a file of posts into a source of kind `import`, or says what would come of it. */
  importFile(request: ImportRequest): Promise<ImportOutcome>;
  /** Takes what Facebook tells of a page; gives the number of changes. Throws Forbidden for what Facebook did not sign. */
  receivePageWebhook(request: { sourceId: string; body: Uint8Array; signature: string | undefined }): Promise<number>;
  /** Makes a mention of what somebody found by hand; `InvalidInput` for private addresses and pages without text. */
  capturePost(request: CaptureRequest): Promise<Capture>;
  /** What a crawler would yield from these settings, storing nothing; at most `limit` posts, one error for each failure. */
  preview(kind: string, settings: unknown, limit: number, signal: AbortSignal): AsyncIterable<Preview>;
  /** Keeps what a channel's webhook brought and gives what is answered at once; see `createWebhookIntake` for what it throws. */
  receiveWebhook(to: { kind: string; id: string }, request: WebhookRequest): Promise<WebhookAnswer>;
  /** Takes in what a visitor of a web chat wrote, once; see `takeChatMessage` for what it throws. */
  takeChatMessage(
    channel: ChannelRow,
    visitor: string,
    message: ChatMessage,
  ): Promise<{ number: number; fresh: boolean }>;
  /** Has a code sent that proves who somebody is; see `askForCode`. */
  askForCode(
    portal: Portal,
    identity: SelfcareIdentity,
    purpose: CodePurpose,
  ): Promise<{ id: string; sent: Promise<void> }>;
  /** Takes in what a customer wrote on their website, once; see `takeSelfcareMessage` for what it throws. */
  takeSelfcareMessage(channel: ChannelRow, message: SelfcareMessage): Promise<void>;
  /** Keeps a file that somebody wants to send; gives its id. See `takeUpload` for what it throws. */
  takeUpload(upload: Upload): Promise<string>;
  /** Has replies that wait sent, as soon as a worker is free. */
  wakeDelivery(): Promise<void>;
  /** Has what webhooks brought worked through. */
  wakeInbox(): Promise<void>;
  /** Has waiting tickets given to whoever is there, as soon as a worker is free. */
  wakeAssignment(): Promise<void>;
  /** Has what incidents bring to their tickets done, as soon as a worker is free. */
  wakeIncidents(): Promise<void>;
  /** Begins to read all mentions anew in the background, or those from `since` on; Conflict while that is under way. */
  reread(asked: { askedBy: string; since: Date | null }): Promise<Rereading>;
  /** Precision and recall of complaints by threshold, on the texts that people judged. */
  thresholdCurve(): Promise<ThresholdCurve>;
  /** How far each step is behind, and the queues' counts: for readiness and metrics. */
  lag(): Promise<PipelineLag>;
  /** Jobs that were given up, newest first. */
  failedJobs(limit: number): Promise<FailedJob[]>;
  /** Has a failed job tried again; NotFound if it is not among the failed ones. */
  retryJob(queue: string, id: string): Promise<void>;
}

/** How many mentions wait for each step, and how long the oldest has. */
export interface PipelineLag {
  analyse: number;
  triage: number;
  oldestSeconds: number;
  /** Null where the records themselves are searched. `refused`: what the index would not take. */
  index: { waiting: number; oldestSeconds: number; refused: number } | null;
  /** By name; those that are away are left out. */
  queues: Record<string, QueueCounts>;
}

export interface QueueCounts {
  waiting: number;
  active: number;
  delayed: number;
  failed: number;
}

export interface FailedJob {
  queue: string;
  id: string;
  name: string;
  error: string;
  failedAt: string;
  attempts: number;
}
