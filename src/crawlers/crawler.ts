import type { z } from 'zod';
import type { RawPostInput } from '../domain/raw-post.ts';
import type { Browse } from './support/browse.ts';
import type { Fetch } from './support/safe-fetch.ts';

/** What a crawler yields, in the order found. */
export type Collected =
  | { post: RawPostInput }
  /** A post that was yielded earlier and is no longer there: deleted by its author or the site. */
  | { gone: { externalId: string } }
  /**
   * Everything yielded so far is complete up to this cursor: the pipeline stores the posts and the cursor in one
   * transaction, and after a crash the next run starts from it. Any JSON value; at most some 100 kB.
   */
  | { checkpoint: unknown }
  /** Something that was passed over or mended; it is kept on the run record and shown, and the run goes on. */
  | { warning: { url: string; message: string } }
  /** One address of the source failed; the rest goes on, the run record counts it as an error. */
  | { error: { url: string; message: string } };

export interface CollectContext {
  /** The only way out to the network: limits, robots.txt and per-host delay are its work. */
  fetch: Fetch;
  /** Opens a page in a real browser, for those that are empty without JavaScript. */
  browse: Browse;
  /** The last checkpoint of this source, or undefined on the first run. Its shape is the crawler's own: parse it. */
  cursor: unknown;
  signal: AbortSignal;
  now(): Date;
}

/** What wrote a source's pages, for kinds that read more than one software. */
export interface Recognised {
  /** As the settings name it. */
  software: string;
  /** As people know it. */
  name: string;
  /** What the address opens, null if it is nothing that can be collected. */
  page: 'board' | 'thread' | null;
}

/** One kind of source. The file's name is the kind; the contract suite runs every crawler on its example. */
export interface Crawler<Settings = unknown> {
  kind: string;
  /** One sentence for the administrator who picks a kind. */
  summary: string;
  /**
   * Shape of a source's settings; `url` is the address where there is one. A field made with `secret()` is kept encrypted
   * and never shown again. The address of an API is a field `apiUrl` with the public one as its default.
   */
  settings: z.ZodType<Settings>;
  /** Settings as an administrator would write them; the contract suite runs them against the stand-in of the system. */
  example: z.input<z.ZodType<Settings>>;
  /**
   * Collects what is new since the cursor. Throws RetryLater (the whole source asks for a pause), GiveUp (an
   * administrator must act) or any error (tried again) when nothing more can be had.
   */
  collect(settings: Settings, context: CollectContext): AsyncIterable<Collected>;
  /** What software the source's page is of, undefined if it can't be told. Throws as `Fetch` does. */
  recognise?(settings: Settings, context: Pick<CollectContext, 'fetch' | 'signal'>): Promise<Recognised | undefined>;
}
