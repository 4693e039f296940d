import { z } from 'zod';
import { chatItem } from '../../domain/chat.ts';
import { TooManyRequests } from '../../errors.ts';
import type { ChatListener, ChatNews } from '../chat/chat-feed.ts';
import { MOST_FOLLOWERS } from '../chat/chats.ts';
import { chatParams, chatTag as tag, visitorHeaders, visitorOf, visitorProblems } from '../chat/visitor-call.ts';
import { type Call, endpoint } from '../endpoint.ts';
import { EventStream, frameOf, heartbeatAt } from '../live/event-stream.ts';

const place = z.coerce.number<string>().int().min(0).max(2_147_483_647);

/** How long a page waits that can't be streamed to. */
const WAIT_MS = 20_000;
/** What comes so soon after the first news is told with it. */
const TOGETHER_MS = 40;

/** Spread, so that those who were cut off together don't come back together. */
const retryMs = (reason: string) =>
  reason === 'too-many-connections' ? 60_000 : 1000 + Math.round(Math.random() * 5000);

const frame = (news: ChatNews) =>
  frameOf(news.event, news.data, news.event === 'message' ? { id: news.data.number } : {});

function refuseTooMany({ context }: Pick<Call, 'context'>): void {
  if (context.chats.feed.size >= MOST_FOLLOWERS)
    throw new TooManyRequests('Too many chats are open right now.', 30_000);
}

const polled = z.object({
  items: z.array(chatItem),
  typing: z.boolean().nullable().meta({ description: 'Whether somebody answers; null: as before.' }),
  seen: z.int().nullable().meta({ description: 'How far an agent has seen; null: as before.' }),
});
type Polled = z.output<typeof polled>;

function add(found: Polled, news: ChatNews): void {
  if (news.event === 'message') found.items.push(news.data);
  else if (news.event === 'typing') found.typing = news.data.typing;
  else found.seen = news.data.upTo;
}

/** Resolves with the first news, or with none when the time is over or the asker has gone. */
function firstNews(call: Call, listener: Pick<ChatListener, 'chat' | 'visitor' | 'after'>): Promise<Polled> {
  const { feed } = call.context.chats;
  const found: Polled = { items: [], typing: null, seen: null };
  return new Promise((resolve, reject) => {
    const done = () => {
      clearTimeout(late);
      call.signal.removeEventListener('abort', done);
      feed.leave(waiting);
      resolve(found);
    };
    const late = setTimeout(done, WAIT_MS);
    call.signal.addEventListener('abort', done);
    const waiting: ChatListener = {
      ...listener,
      tell(news) {
        if (found.items.length === 0 && found.typing === null && found.seen === null) setTimeout(done, TOGETHER_MS);
        add(found, news);
        return true;
      },
      beat: () => undefined,
      end: done,
    };
    feed.join(waiting).catch(reject);
  });
}

export const chatLiveEndpoints = [
  endpoint({
    method: 'get',
    path: '/chat/{id}/live',
    operationId: 'followChat',
    tag,
    summary: 'Follow what is said, as server-sent events',
    description: `First \`ready\`; then \`message\` (each with its number as \`id\`), \`typing\` and \`seen\`; at the end \`closing\`, with \`retry\`. Come back with the last id as \`Last-Event-ID\`, and nothing is left out.`,
    permission: 'public',
    params: chatParams,
    headers: visitorHeaders.extend({
      'last-event-id': place.optional().meta({ description: 'The number of the last message that you have.' }),
    }),
    query: z.strictObject({ after: place.optional().meta({ description: 'As `Last-Event-ID`.' }) }),
    media: ['text/event-stream'],
    problems: visitorProblems,
    async handle(call) {
      refuseTooMany(call);
      const { feed } = call.context.chats;
      const { chat, visitor } = await visitorOf(call);
      const after = call.headers['last-event-id'] ?? call.query.after ?? visitor.items;
      return (response) => {
        const stream = new EventStream(response);
        stream.send(frameOf('ready', { seen: visitor.agentSeen }, { id: after, retryMs: retryMs('ready') }));
        const listener: ChatListener = {
          chat,
          visitor: visitor.id,
          after,
          tell: (news) => stream.open && stream.send(frame(news)),
          beat: () => void stream.send(heartbeatAt(listener.after)),
          end: (reason) => stream.end(reason, retryMs(reason)),
        };
        stream.onClose(() => feed.leave(listener));
        feed.join(listener).catch(() => listener.end('stopping'));
      };
    },
  }),

  endpoint({
    method: 'get',
    path: '/chat/{id}/poll',
    operationId: 'pollChat',
    tag,
    summary: 'The same for pages that can’t be streamed to: answers with the first news, or after 20 seconds',
    permission: 'public',
    params: chatParams,
    headers: visitorHeaders,
    query: z.strictObject({ after: place.meta({ description: 'The number of the last message that you have.' }) }),
    response: polled,
    problems: visitorProblems,
    async handle(call) {
      refuseTooMany(call);
      const { chat, visitor } = await visitorOf(call);
      return firstNews(call, { chat, visitor: visitor.id, after: call.query.after });
    },
  }),
];
