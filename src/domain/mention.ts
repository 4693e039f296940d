import { createHash } from 'node:crypto';
import { z } from 'zod';
import { analysis, labels } from './analysis.ts';
import { mentionKind } from './raw-post.ts';

/** The id of a mention follows from (source kind, outside id), so that collecting twice makes one. 26 characters. */
export function mentionId(sourceKind: string, externalId: string): string {
  return createHash('sha256').update(`${sourceKind}\n${externalId}`).digest('base64url').slice(0, 26);
}

/** Kinds whose outside ids are somebody's own numbering, which two sources may well share. */
const OWN_NUMBERING: ReadonlySet<string> = new Set(['import']);

/** An outside id (of a post or a thread) as it is unique among the sources of its kind. */
export const scopedId = (source: { id: string; kind: string }, externalId: string): string =>
  OWN_NUMBERING.has(source.kind) ? `${source.id}/${externalId}` : externalId;

/** Everything that somebody wrote in one post. */
export const wholeText = ({ title, text }: { title: string | null; text: string }): string =>
  title === null ? text : `${title}\n${text}`;

/** Who wrote it, as well as its source can tell: the outside id, else the name; null for nobody that can be told apart. */
export const authorKey = (by: { authorId: string | null; authorName: string | null }): string | null =>
  by.authorId ?? by.authorName;

export const mention = z.object({
  id: z.string(),
  source: z.object({ id: z.uuid(), kind: z.string(), name: z.string() }),
  kind: mentionKind,
  url: z.string().nullable(),
  author: z.object({ name: z.string().nullable() }),
  title: z.string().nullable(),
  text: z.string(),
  publishedAt: z.iso.datetime().nullable(),
  collectedAt: z.iso.datetime(),
  /** Null until the language stage has read it. */
  analysis: analysis.nullable(),
  /** What triage decided and why; null until then. */
  triage: z.object({ outcome: z.string(), reason: z.string() }).nullable(),
  /** The earlier mention that this one repeats nearly word for word. */
  copyOf: z.string().nullable(),
  ticketNumber: z.number().int().nullable(),
});
export type Mention = z.infer<typeof mention>;

/** What somebody said that a mention's labels should have been. */
export const correction = z.object({
  by: z.string(),
  at: z.iso.datetime(),
  labels,
  /** The models' version that it corrects. */
  version: z.string().nullable(),
  undoneAt: z.iso.datetime().nullable(),
  undoneBy: z.string().nullable(),
});
export type Correction = z.infer<typeof correction>;
