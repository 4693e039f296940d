import { cleanFileName } from '../care/files/file-name.ts';
import {
  MAX_DAY_BYTES,
  MAX_DAY_FILES,
  MAX_FILE_BYTES,
  MAX_MESSAGE_BYTES,
  MAX_MESSAGE_FILES,
  MAX_UNSENT_FILES,
} from '../care/files/file-rules.ts';
import { type InspectedFile, inspectFile } from '../care/files/inspect-file.ts';
import type { Inbound, InboundFile } from '../channels/channel.ts';
import type { ScanFile } from '../channels/support/clamd.ts';
import type { Clock } from '../clock.ts';
import { mentionId, scopedId } from '../domain/mention.ts';
import { describeError, InvalidInput, TooManyRequests } from '../errors.ts';
import { type AttachmentOutcome, unsentOf } from '../storage/attachment-work.ts';
import { addAttachment, type NewAttachment, sentSince } from '../storage/attachments.ts';
import type { ChannelRow } from '../storage/channels.ts';
import { type Database, inTransaction } from '../storage/database.ts';

/** Files that come in: with customers' messages, and from agents who are about to send them. */

const DAY_MS = 86_400_000;
/** Files that wait for the scanner are tried again so often. */
export const SCAN_AGAIN_MS = 30_000;

/** Stores the files of the posts that a channel brought; they are fetched and looked through afterwards. */
export async function takeFiles(tx: Database, channel: ChannelRow, inbound: Inbound, now: Date): Promise<void> {
  const { files = {} } = inbound;
  for (const post of inbound.posts) {
    const given = files[post.externalId] ?? [];
    if (given.length === 0) continue;
    const source = { id: channel.sourceId, kind: channel.kind };
    const mention = mentionId(channel.kind, scopedId(source, post.externalId));
    const author = { kind: channel.kind, id: post.author?.id ?? '' };
    const sum = await sentSince(tx, author, new Date(now.getTime() - DAY_MS));
    let inMessage = 0;
    for (const [position, file] of given.slice(0, 2 * MAX_MESSAGE_FILES).entries()) {
      const bytes = 'bytes' in file ? file.bytes : null;
      inMessage += bytes?.length ?? 0;
      sum.files += 1;
      sum.bytes += bytes?.length ?? 0;
      const problem = tooMuch(file, { position, inMessage, ...sum });
      const row = problem === null ? waiting(file, channel, now) : { state: 'refused' as const, problem };
      const named = { name: cleanFileName(file.name, null), mention: { id: mention, position } };
      await addAttachment(tx, { ...named, ...row }, problem === null ? bytes : null, now);
    }
  }
}

function waiting(
  file: InboundFile,
  channel: ChannelRow,
  now: Date,
): Pick<NewAttachment, 'state' | 'from' | 'dueAt' | 'size'> {
  if ('bytes' in file) return { state: 'checking', size: file.bytes.length, dueAt: now };
  return { state: 'fetching', from: { channelId: channel.id, origin: file.origin }, dueAt: now };
}

/** Why a file of a customer is not kept, null if it may be. */
function tooMuch(
  file: InboundFile,
  so: { position: number; inMessage: number; files: number; bytes: number },
): string | null {
  if ('bytes' in file && file.bytes.length > MAX_FILE_BYTES)
    return `The file is larger than ${MAX_FILE_BYTES / 1e6} MB.`;
  if (so.position >= MAX_MESSAGE_FILES) return `A message takes ${MAX_MESSAGE_FILES} files at most.`;
  if (so.inMessage > MAX_MESSAGE_BYTES) return `A message takes ${MAX_MESSAGE_BYTES / 1e6} MB at most.`;
  const many = so.files > MAX_DAY_FILES || so.bytes > MAX_DAY_BYTES;
  return many ? 'The customer sent too many files within a day.' : null;
}

/** A file that an agent chose for a reply. */
export interface Upload {
  owner: string;
  ticket: number;
  name: string | null;
  bytes: Uint8Array;
}

export interface UploadDeps {
  db: Database;
  clock: Clock;
  /** Not given: files are not looked through for viruses. */
  scanFile?: ScanFile | undefined;
}

/**
 * Keeps a file that is to be sent; gives its id. Throws InvalidInput for what is not taken, viruses included. With the
 * scanner away it is kept back.
 */
export async function takeUpload(deps: UploadDeps, { owner, ticket, name, bytes }: Upload): Promise<string> {
  const { db, clock } = deps;
  if ((await unsentOf(db, owner)) >= MAX_UNSENT_FILES)
    throw new TooManyRequests('You have chosen too many files: send the message first.', 60_000);
  const file = await inspectFile(bytes, name);
  const { file: _, ...state } = await scanned(deps, file);
  if (state.state === 'refused') throw new InvalidInput(state.problem ?? 'The file was refused.');
  const { dueAt, ...rest } = state;
  const row = {
    ...rest,
    name: file.name,
    mediaType: file.mediaType,
    size: file.bytes.length,
    unsent: { owner, ticket },
  };
  const now = clock.now();
  const id = await inTransaction(db, (tx) => addAttachment(tx, dueAt ? { ...row, dueAt } : row, file.bytes, now));
  if (id === undefined) throw new Error('The file was not stored.');
  return id;
}

/** What comes of a file by the scanner's word; without a scanner all are ready. */
export async function scanned(
  { clock, scanFile }: Pick<UploadDeps, 'clock' | 'scanFile'>,
  file: InspectedFile,
  signal?: AbortSignal,
): Promise<AttachmentOutcome> {
  if (scanFile === undefined) return { state: 'ready', file };
  try {
    const { virus } = await scanFile(file.bytes, signal);
    return virus === null ? { state: 'ready', file } : { state: 'refused', problem: `A virus was found: ${virus}.` };
  } catch (error) {
    const dueAt = new Date(clock.now().getTime() + SCAN_AGAIN_MS);
    return { state: 'checking', problem: describeError(error), dueAt, file };
  }
}
