import {
  type ApiCall,
  type ApiReply,
  type StandIn,
  type StandInOptions,
  startJsonApi,
} from '../../../src/demo/stand-ins/json-api.ts';

/** An update as the Bot API has it. */
export interface BotUpdate {
  update_id: number;
  [kind: string]: unknown;
}

export interface ChannelPost {
  number: number;
  /** HTML, as the preview shows it. */
  html: string;
  /** Seconds since 1970. */
  at: number;
  /** The words that it answers. */
  replyTo?: string;
}

export interface TelegramState {
  token: string;
  updates: BotUpdate[];
  /** Updates before an offset that was asked for are forgotten, as Telegram does. */
  forgets: boolean;
  readsGroups: boolean;
  webhook: boolean;
  /** Public channel with a preview. */
  channel: string;
  posts: ChannelPost[];
  instead?: (call: ApiCall) => ApiReply | undefined;
}

/** An error as the Bot API answers it. */
export const botError = (status: number, description: string, parameters?: object): ApiReply => ({
  status,
  json: { ok: false, error_code: status, description, ...(parameters && { parameters }) },
});

const PER_PAGE = 20;

/** Telegram's Bot API (`getUpdates`, `getMe`) and the web preview of one public channel (`/s/<name>`). */
export async function startTelegram(state: TelegramState, options: StandInOptions = {}): Promise<StandIn> {
  return startJsonApi((call) => state.instead?.(call) ?? answer(call, state), options);
}

function answer(call: ApiCall, state: TelegramState): ApiReply {
  const [, token, method] = /^\/bot([^/]+)\/(\w+)$/.exec(call.path) ?? [];
  if (token === undefined) return preview(call, state);
  if (token !== state.token) return botError(401, 'Unauthorized');
  if (method === 'getMe') {
    const me = { id: 1, is_bot: true, first_name: 'Nghe', can_read_all_group_messages: state.readsGroups };
    return { json: { ok: true, result: me } };
  }
  if (method !== 'getUpdates') return botError(404, 'Not Found');
  if (state.webhook) return botError(409, "Conflict: can't use getUpdates method while webhook is active");
  const { offset = 0, limit = 100 } = JSON.parse(call.body || '{}');
  const waiting = state.updates.filter(({ update_id: id }) => id >= offset);
  if (state.forgets) state.updates = waiting;
  return { json: { ok: true, result: waiting.slice(0, limit) } };
}

function preview({ path, query }: ApiCall, { channel, posts }: TelegramState): ApiReply {
  if (path.toLowerCase() !== `/s/${channel.toLowerCase()}`) {
    // A name without a preview leads to the page that asks to open the app.
    if (path.startsWith('/s/')) return { status: 302, headers: { location: path.slice(2) }, text: '' };
    return {
      text: '<html><body><div class="tgme_page"><a class="tgme_action_button_new">View in Telegram</a></div></body></html>',
    };
  }
  const before = Number(query.get('before') ?? Number.POSITIVE_INFINITY);
  const sorted = [...posts].sort((a, b) => a.number - b.number).filter(({ number }) => number < before);
  const shown = sorted.slice(-PER_PAGE);
  const more =
    sorted.length > shown.length ? `<a class="tme_messages_more" data-before="${shown[0]?.number}"></a>` : '';
  const body = shown.map((post) => postHtml(post, channel)).join('\n');
  const info = '<div class="tgme_channel_info">Kênh</div>';
  return { text: `<html><body>${info}<section class="tgme_channel_history">${more}${body}</section></body></html>` };
}

function postHtml({ number, html, at, replyTo }: ChannelPost, channel: string): string {
  const reply = replyTo
    ? `<a class="tgme_widget_message_reply"><div class="tgme_widget_message_text js-message_reply_text">${replyTo}</div></a>`
    : '';
  const date = new Date(at * 1000).toISOString().replace('.000Z', '+00:00');
  return `<div class="tgme_widget_message_wrap"><div class="tgme_widget_message" data-post="${channel}/${number}">
<a class="tgme_widget_message_owner_name"><span>Mạng Xanh</span></a>${reply}
<time class="message_video_duration">0:31</time>
<div class="tgme_widget_message_text js-message_text" dir="auto">${html}</div>
<a class="tgme_widget_message_date" href="https://t.me/${channel}/${number}"><time datetime="${date}" class="time">02:00</time></a>
</div></div>`;
}
