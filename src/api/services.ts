import type { Registry } from 'prom-client';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { MentionSearch } from '../search/search.ts';
import type { Database } from '../storage/database.ts';
import type { Vault } from '../storage/secrets.ts';
import type { LiveFeed } from './live/live-feed.ts';

/** Whether one thing that the program needs is there; what is wrong with it stays in the logs. */
export interface ReadinessCheck {
  name: string;
  ok: boolean;
  /** False where the program goes on without it, only slower or behind. */
  required: boolean;
}

/** Everything that the API works with; made by the composition root. */
export interface ApiServices {
  db: Database;
  /** Seals what is secret in settings. */
  vault: Vault;
  pipeline: Pipeline;
  search: MentionSearch;
  clock: Clock;
  logger: Logger;
  /** IANA name; the days of reports are this zone's. */
  timeZone: string;
  /** A page of ours as a PDF; null where there is no Chromium. */
  print: ((html: string, footer: string) => Promise<Uint8Array>) | null;
  /** Where browsers find the program; with https the session cookie travels over https only. */
  publicUrl?: string | undefined;
  /** Addresses and networks of the proxies whose `X-Forwarded-For` is believed; nobody’s, if not given. */
  trustedProxies?: readonly string[];
  /** What `/metrics` shows beside the API's own figures. */
  registries?: readonly Registry[];
  /** The queues as bull-board takes them; without it there is no such board. */
  queueBoard?: () => readonly unknown[];
  /** Throws GiveUp for an address that nothing will be sent to: private, or none. */
  checkAddress(url: string): void;
  /** Hands what happens to whoever follows it. */
  live: LiveFeed;
  checks(): Promise<ReadinessCheck[]>;
}
