import { type Fingerprint, fingerprint, isNearCopy, mayBeCopies } from '../analysis/fingerprint.ts';
import type { QueryDocument } from '../analysis/query/match.ts';
import { authorKey, mentionId, scopedId, wholeText } from '../domain/mention.ts';
import { type RawPost, rawPost } from '../domain/raw-post.ts';
import type { Database } from '../storage/database.ts';
import { type CopyCandidate, findCopyCandidates, insertMentions, type NewMention } from '../storage/mention-steps.ts';
import type { IntakeOutcome } from './pipeline.ts';

/** A source as intake needs it: what it is, and the rules that decide what counts (none: everything does). */
export interface IntakeSource {
  id: string;
  kind: string;
  name: string;
  queries: readonly { id: string; matches(document: QueryDocument): boolean }[];
  /** Its messages are each their author's own word to the brand: none is a copy of another, nor has any. */
  direct?: boolean;
}

/** A post as yielded, not yet checked, and when it was (ISO 8601). */
export interface CollectedPost {
  post: unknown;
  collectedAt: string;
}

/** Copies are looked for among the mentions of so many days. */
const COPY_DAYS = 14;
/** A date further ahead than this is a mistake of the source, and no date. */
const MAX_AHEAD_MS = 24 * 3_600_000;

/** What PostgreSQL can't keep or no reader wants: control characters but tab and line feed, halves of surrogate pairs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const UNKEEPABLE = /[\u0000-\u0008\u000b-\u001f\u007f]|\p{Surrogate}/gu;

const plain = (text: string) => text.normalize('NFC').replace(/\r\n?/gu, '\n').replace(UNKEEPABLE, '').trim();
const plainOrNull = (text: string | null) => (text === null ? null : plain(text) || null);

function publishedAt(post: RawPost, collectedAt: string): string | null {
  if (post.publishedAt === null) return null;
  return Date.parse(post.publishedAt) > Date.parse(collectedAt) + MAX_AHEAD_MS ? null : post.publishedAt;
}

function toMention(source: IntakeSource, post: RawPost, collectedAt: string): NewMention {
  const title = plainOrNull(post.title);
  const text = plain(post.text);
  const externalId = plain(post.externalId);
  const id = mentionId(source.kind, scopedId(source, externalId));
  const { exactHash, bands } = source.direct ? { exactHash: id, bands: null } : fingerprint(wholeText({ title, text }));
  const threadId = plainOrNull(post.threadId);
  return {
    id,
    sourceId: source.id,
    sourceKind: source.kind,
    externalId,
    kind: post.kind,
    // Through URL, so that what is stored and shown is plain ASCII.
    url: post.url === null ? null : new URL(post.url).href,
    authorId: plainOrNull(post.author.id),
    authorName: plainOrNull(post.author.name),
    threadId: threadId && scopedId(source, threadId),
    title,
    text,
    exactHash,
    bands,
    copyOf: null,
    queryIds: [],
    publishedAt: publishedAt(post, collectedAt),
    collectedAt,
  };
}

function matchedQueries(source: IntakeSource, mention: NewMention): string[] {
  const document = {
    text: mention.text,
    title: mention.title,
    authorName: mention.authorName,
    sourceName: source.name,
  };
  return source.queries.filter((query) => query.matches(document)).map((query) => query.id);
}

interface Prepared {
  mentions: NewMention[];
  outcome: IntakeOutcome;
}

/** Checks, cleans and matches a batch; a post that can't be read is named in `errors` and stops nothing else. */
export function prepare(source: IntakeSource, batch: readonly CollectedPost[]): Prepared {
  const outcome: IntakeOutcome = { found: batch.length, new: 0, unmatched: 0, rejected: 0, errors: [] };
  const mentions = new Map<string, NewMention>();
  batch.forEach(({ post, collectedAt }, index) => {
    const parsed = rawPost.safeParse(post);
    const mention = parsed.success ? toMention(source, parsed.data, collectedAt) : undefined;
    if (mention === undefined || mention.externalId === '' || (mention.text === '' && mention.title === null)) {
      const issue = parsed.error?.issues[0];
      const why = issue ? `${issue.path.join('.')}: ${issue.message}` : 'it has no text or no id';
      outcome.rejected += 1;
      outcome.errors.push({ url: `#${index}`, message: `Post set aside: ${why}` });
      return;
    }
    const queryIds = matchedQueries(source, mention);
    if (source.queries.length > 0 && queryIds.length === 0) outcome.unmatched += 1;
    else mentions.set(mention.id, { ...mention, queryIds });
  });
  return { mentions: [...mentions.values()], outcome };
}

/** One author repeating themselves, or anybody repeating a longer text word for word. */
function isCopy(mention: NewMention, earlier: CopyCandidate, printOf: (of: CopyCandidate) => Fingerprint): boolean {
  if (!mayBeCopies(mention, earlier)) return false;
  const author = authorKey(mention);
  const sameAuthor = author !== null && author === earlier.author;
  if (!sameAuthor && mention.bands === null) return false;
  return isNearCopy(printOf({ ...mention, author }), printOf(earlier));
}

/** Names for each mention the earliest one that it copies, among the candidates and the batch itself. */
export function markCopies(mentions: readonly NewMention[], candidates: readonly CopyCandidate[]): NewMention[] {
  const originals = [...candidates];
  const known = new Set(candidates.map((candidate) => candidate.id));
  const prints = new Map<string, Fingerprint>();
  const printOf = (of: CopyCandidate) => {
    const print = prints.get(of.id) ?? fingerprint(wholeText(of));
    prints.set(of.id, print);
    return print;
  };
  return mentions.map((mention) => {
    const original = originals.find((earlier) => earlier.id !== mention.id && isCopy(mention, earlier, printOf));
    if (original === undefined && !known.has(mention.id)) originals.push({ ...mention, author: authorKey(mention) });
    return original === undefined ? mention : { ...mention, copyOf: original.id };
  });
}

/** Stores a batch of posts as mentions in the running transaction. Handing in the same post again changes nothing. */
export async function takeIn(
  tx: Database,
  source: IntakeSource,
  batch: readonly CollectedPost[],
  now: Date,
): Promise<IntakeOutcome> {
  const { mentions, outcome } = prepare(source, batch);
  if (mentions.length === 0) return outcome;
  const since = new Date(now.getTime() - COPY_DAYS * 86_400_000);
  const marked = markCopies(mentions, await findCopyCandidates(tx, mentions, since));
  const inserted = await insertMentions(tx, marked);
  return { ...outcome, new: inserted.length };
}
