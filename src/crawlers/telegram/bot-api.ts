import { z } from 'zod';
import { GiveUp, RetryLater } from '../../errors.ts';
import { apiAddress, EXPLAINED, readEach, readJson, readShape } from '../support/api-answer.ts';
import { FetchFailed } from '../support/fetch-failed.ts';
import { tidyLine } from '../support/html.ts';
import type { Fetch } from '../support/safe-fetch.ts';

const int = z.number().int();
const word = z.string().optional().catch(undefined);
const named = z.object({ id: int, title: word, username: word }).optional().catch(undefined);

const messageShape = z.object({
  message_id: int,
  date: int.positive(),
  chat: z.object({ id: int, type: z.string(), title: word, username: word }),
  from: z
    .object({ id: int, is_bot: z.boolean().catch(false), first_name: word, last_name: word })
    .optional()
    .catch(undefined),
  /** Channels and anonymous administrators speak as a chat. */
  sender_chat: named,
  author_signature: word,
  message_thread_id: int.optional().catch(undefined),
  is_topic_message: z.boolean().optional().catch(undefined),
  /** A channel's post, copied into its group for discussion. */
  is_automatic_forward: z.boolean().optional().catch(undefined),
  text: word,
  /** The words below a picture or file. */
  caption: word,
});
export type TelegramMessage = z.output<typeof messageShape>;

const maybe = messageShape.optional().catch(undefined);
const updateShape = z.object({
  update_id: int.nonnegative(),
  message: maybe,
  edited_message: maybe,
  channel_post: maybe,
  edited_channel_post: maybe,
});
export type TelegramUpdate = z.output<typeof updateShape>;

const answerShape = z.object({
  ok: z.boolean(),
  result: z.unknown().optional(),
  description: z.string().catch(''),
  parameters: z.object({ retry_after: z.number().positive() }).optional().catch(undefined),
});

export const MOST_UPDATES = 100;
const DAY_MS = 86_400_000;

/** The Bot API with one token, which stands in the path of every address. */
export class TelegramBot {
  readonly #base: string;
  readonly #fetch: Fetch;
  readonly #signal: AbortSignal;

  constructor({ apiUrl, token }: { apiUrl: string; token: string }, fetch: Fetch, signal: AbortSignal) {
    this.#base = `${apiUrl.replace(/\/+$/, '')}/bot${token}`;
    this.#fetch = fetch;
    this.#signal = signal;
  }

  /**
   * At most 100 updates from `offset` on; those before it are confirmed, so that Telegram forgets them. Also how many
   * could not be read.
   */
  async updates(offset: number | undefined): Promise<{ items: TelegramUpdate[]; unread: number; count: number }> {
    const allowed = ['message', 'edited_message', 'channel_post', 'edited_channel_post'];
    const result = await this.#call('getUpdates', {
      offset,
      limit: MOST_UPDATES,
      timeout: 0,
      allowed_updates: allowed,
    });
    if (!Array.isArray(result)) throw new FetchFailed('Telegram answered with something that is no list of updates.');
    return { ...readEach(result, updateShape), count: result.length };
  }

  /** Whether the bot is shown all messages of a group, not only commands. */
  async readsGroups(): Promise<boolean> {
    const me = z.object({ can_read_all_group_messages: z.boolean() }).safeParse(await this.#call('getMe', {}));
    return me.data?.can_read_all_group_messages ?? true;
  }

  async #call(method: string, params: object): Promise<unknown> {
    const page = await this.#fetch(apiAddress(this.#base, method), {
      api: true,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
      statuses: EXPLAINED,
      signal: this.#signal,
    });
    const answer = readShape(page, readJson(page), answerShape);
    if (answer.ok && page.status < 400) return answer.result;
    throw errorOf(page.status, tidyLine(answer.description, 300) ?? 'no reason given', answer.parameters?.retry_after);
  }
}

function errorOf(status: number, said: string, retryAfter: number | undefined): Error {
  if (status === 429) {
    const seconds = retryAfter ?? 60;
    return new RetryLater(`Telegram asks for a pause of ${seconds} s.`, Math.min(seconds * 1000, DAY_MS));
  }
  if (status === 401 || status === 404) {
    return new GiveUp(
      'Telegram does not know the bot: get its token from @BotFather and put it into the source’s settings.',
    );
  }
  if (status === 409 && /webhook/i.test(said)) {
    return new GiveUp('The bot has a webhook, so it can’t be asked: use another bot here, or delete its webhook.');
  }
  if (status === 409) return new RetryLater('Another program asks with the same bot: give each its own.', 60_000);
  return new GiveUp(`Telegram refuses the request (${status}): ${said}.`);
}
