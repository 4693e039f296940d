import { z } from 'zod';
import { builtWidget } from '../chat/built-widget.ts';
import { chatParams, chatTag as tag } from '../chat/visitor-call.ts';
import { readToken, tokenInCookies } from '../chat/visitor-token.ts';
import type { WidgetConfig } from '../chat/widget-pages.ts';
import { demoPage, framePage, framePolicy, loaderScript, widgetConfig } from '../chat/widget-pages.ts';
import { type Call, endpoint } from '../endpoint.ts';
import { HttpRefusal } from '../problem.ts';

const JAVASCRIPT = 'text/javascript';
const HTML = 'text/html; charset=utf-8';

async function configOf({ context, now }: Pick<Call, 'context' | 'now'>, id: string) {
  const { channels } = context.chats;
  const chat = await channels.find(id);
  return { chat, config: widgetConfig(chat, await channels.opening(chat, now)) };
}

/** Where browsers find this program, as the request or the configuration tells it. */
const ownOrigin = (publicUrl: string | undefined, host: string | undefined) =>
  publicUrl === undefined ? `http://${host ?? 'localhost'}` : new URL(publicUrl).origin;

const asked = z.enum(['off', 'optional', 'required']);
const words = z.object({ vi: z.string(), en: z.string() });
const config = z.object({
  id: z.uuid(),
  title: words,
  greeting: words,
  colour: z.string(),
  form: z.object({ name: asked, phone: asked, email: asked }),
  offlineForm: z.boolean(),
  longestMessage: z.int(),
  isOpen: z.boolean(),
  opensAt: z.iso.datetime().nullable(),
}) satisfies z.ZodType<WidgetConfig>;

export const chatWidgetEndpoints = [
  endpoint({
    method: 'get',
    path: '/chat/{id}/widget.js',
    operationId: 'chatWidget',
    tag,
    summary: 'The script that puts the chat on a page',
    permission: 'public',
    params: chatParams,
    media: [JAVASCRIPT],
    async handle(call) {
      const { config } = await configOf(call, call.params.id);
      call.reply.header('Content-Type', `${JAVASCRIPT}; charset=utf-8`);
      call.reply.header('Cache-Control', 'public, max-age=600, stale-while-revalidate=86400');
      // Helmet would keep it to our own pages.
      call.reply.header('Cross-Origin-Resource-Policy', 'cross-origin');
      return loaderScript(builtWidget(), config);
    },
  }),

  endpoint({
    method: 'get',
    path: '/chat/{id}/assets/{file}',
    operationId: 'chatAsset',
    tag,
    summary: 'A script or style of the chat’s frame; its name changes with it',
    permission: 'public',
    params: chatParams.extend({ file: z.string().regex(/^[a-z]+-[\w-]{1,40}\.(?:js|css)$/) }),
    headers: z.object({ 'accept-encoding': z.string().max(500).optional() }),
    media: [JAVASCRIPT, 'text/css'],
    handle({ params, headers, reply }) {
      const file = builtWidget().file(params.file, headers['accept-encoding'] ?? '');
      if (file === undefined) throw new HttpRefusal(404, 'The widget was built anew: load the page again.');
      reply.header('Content-Type', file.type);
      reply.header('Vary', 'Accept-Encoding');
      reply.header('Cache-Control', 'public, max-age=31536000, immutable');
      if (file.encoding !== null) reply.header('Content-Encoding', file.encoding);
      return file.body;
    },
  }),

  endpoint({
    method: 'get',
    path: '/chat/{id}/config',
    operationId: 'chatConfig',
    tag,
    summary: 'What the widget knows of its channel, and whether the desk works now',
    description: 'Answered to scripts of the pages that may show the widget, too (CORS).',
    permission: 'public',
    params: chatParams,
    headers: z.object({ origin: z.string().max(500).optional() }),
    response: config,
    async handle(call) {
      const { chat, config } = await configOf(call, call.params.id);
      const { origin } = call.headers;
      call.reply.header('Vary', 'Origin');
      call.reply.header('Cache-Control', 'no-cache');
      if (origin !== undefined && chat.settings.origins.includes(origin)) {
        call.reply.header('Access-Control-Allow-Origin', origin);
        call.reply.header('Cross-Origin-Resource-Policy', 'cross-origin');
      }
      return config;
    },
  }),

  endpoint({
    method: 'get',
    path: '/chat/{id}/frame',
    operationId: 'chatFrame',
    tag,
    summary: 'The page in which the chat stands; only on the channel’s pages and our own',
    permission: 'public',
    params: chatParams,
    headers: z.object({ cookie: z.string().optional(), 'sec-fetch-site': z.string().max(50).optional() }),
    media: ['text/html'],
    async handle(call) {
      const { chat, config } = await configOf(call, call.params.id);
      const { cookie, 'sec-fetch-site': site } = call.headers;
      const token = tokenInCookies(cookie);
      const isKnown = token !== undefined && readToken(call.context.vault, chat.row.id, token, call.now) !== undefined;
      // Of a page of another site browsers keep our cookies back.
      const keep = site === 'same-origin' || site === 'same-site' ? 'cookie' : 'token';
      const html = framePage(builtWidget(), config, { isKnown, keep });
      return (response) => {
        // The policy says more exactly who may frame it.
        response.removeHeader('X-Frame-Options');
        response.writeHead(200, {
          'Content-Type': HTML,
          'Cache-Control': 'private, no-cache',
          'Content-Security-Policy': framePolicy(chat.settings.origins),
          'Cross-Origin-Resource-Policy': 'cross-origin',
          'Cross-Origin-Embedder-Policy': 'require-corp',
        });
        response.end(html);
      };
    },
  }),

  endpoint({
    method: 'get',
    path: '/chat/{id}/demo',
    operationId: 'chatDemo',
    tag,
    summary: 'A page with the widget on it, to try it',
    permission: 'public',
    params: chatParams,
    query: z.strictObject({ lang: z.enum(['vi', 'en']).default('vi') }),
    headers: z.object({ host: z.string().max(300).optional() }),
    media: ['text/html'],
    async handle(call) {
      const { row } = await call.context.chats.channels.find(call.params.id);
      const origin = ownOrigin(call.context.publicUrl, call.headers.host);
      const { policy, html } = demoPage(builtWidget(), row.id, call.query.lang, origin);
      call.reply.header('Content-Security-Policy', policy);
      call.reply.header('Content-Type', HTML);
      call.reply.header('Cache-Control', 'no-cache');
      return html;
    },
  }),
];
