import { expect } from 'vitest';
import { loadAnalyser } from '../../src/analysis/analyser.ts';
import type { WebhookRequest } from '../../src/channels/channel.ts';
import { openGate } from '../../src/crawlers/support/host-gate.ts';
import { createFetch } from '../../src/crawlers/support/safe-fetch.ts';
import { guardServers } from '../../src/crawlers/support/server-address.ts';
import { analyseMentions } from '../../src/pipeline/analyse.ts';
import { workAttachments } from '../../src/pipeline/attachment-work.ts';
import { workInbox } from '../../src/pipeline/channel-inbox.ts';
import { deliverChannel } from '../../src/pipeline/deliver.ts';
import { triageMentions } from '../../src/pipeline/triage.ts';
import { type Answer, API_NOW, type ApiOptions, openApi, type TestApi } from './api.ts';
import { silent, type TestRecords, testVault as vault } from './databases.ts';

const analyser = loadAnalyser();

/** A desk whose channels are worked step by step, by a clock that the test moves. */
export interface ChannelDesk {
  api: TestApi;
  /** Milliseconds that the clock goes on. */
  pass(ms: number): void;
  now(): Date;
  /** Makes a channel and gives its id. */
  open(kind: string, name: string, settings: unknown, more?: object): Promise<string>;
  /** Hands a request to the channel's webhook over HTTP. */
  tell(kind: string, id: string, request: WebhookRequest): Promise<Answer>;
  /** Works through everything that came in: inbox, files, language stage, triage. */
  work(): Promise<void>;
  /** Sends what waits and may go now; gives when to go on. */
  deliver(id: string): Promise<Date | null>;
  /** The tickets of the desk, the oldest first, each with its mentions and messages. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects to be there
  tickets(): Promise<any[]>;
  reply(ticket: number, text: string, channel?: string): Promise<Answer>;
  close(): Promise<void>;
}

/** `allow`: the private hosts of the stand-ins. */
export async function openChannelDesk(
  records: TestRecords,
  allow: readonly string[],
  options: Pick<ApiOptions, 'scanFile' | 'allow' | 'services'> = {},
): Promise<ChannelDesk> {
  let now = API_NOW;
  const clock = { now: () => now };
  const { db } = records;
  const api = await openApi(records, { now: clock.now, ...options });
  const http = createFetch({ gate: openGate, allowPrivateHosts: [...allow], clock });
  const deps = {
    db,
    clock,
    vault,
    logger: silent,
    analyser,
    channelFetch: http.fetch,
    addressOf: guardServers(['127.0.0.1']),
    scanFile: options.scanFile,
    publicUrl: options.services?.publicUrl,
  };
  const never = new AbortController().signal;
  return {
    api,
    pass: (ms) => {
      now = new Date(now.getTime() + ms);
    },
    now: () => now,
    async open(kind, name, settings, more = {}) {
      const made = await api.ask('POST', '/api/channels', { body: { kind, name, settings, ...more } });
      expect(made.status, made.text).toBe(201);
      return made.body.id;
    },
    tell(kind, id, { method, headers, query, body }) {
      const search = new URLSearchParams(query).toString();
      const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value ?? '']));
      const asking = { as: 'nobody', headers: sent, ...(method === 'POST' ? { body } : {}) };
      return api.ask(method, `/webhooks/${kind}/${id}${search && `?${search}`}`, asking);
    },
    async work() {
      await workInbox(deps, never);
      await workAttachments(deps, never);
      await analyseMentions(deps, never);
      await triageMentions(deps, never);
    },
    deliver: (id) => deliverChannel(deps, id, never),
    async tickets() {
      const { items } = (await api.ask('GET', '/api/tickets?limit=200')).body;
      const shown = await Promise.all(
        items.map(async ({ number }: { number: number }) => (await api.ask('GET', `/api/tickets/${number}`)).body),
      );
      return shown.sort((a, b) => a.number - b.number);
    },
    reply: (ticket, text, channel) =>
      api.ask('POST', `/api/tickets/${ticket}/messages`, { body: { kind: 'reply', text, channel } }),
    async close() {
      await api.close();
      await http.close();
    },
  };
}
