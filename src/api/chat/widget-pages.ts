import type { WebChatSettings } from '../../channels/web-chat/settings.ts';
import { LONGEST_CHAT_MESSAGE } from '../../pipeline/chat.ts';
import type { BuiltWidget } from './built-widget.ts';
import type { OpenChat } from './chat-channels.ts';

/** What the widget knows of its channel; nothing that visitors may not know. */
export interface WidgetConfig {
  id: string;
  title: WebChatSettings['title'];
  greeting: WebChatSettings['greeting'];
  colour: string;
  form: WebChatSettings['form'];
  offlineForm: boolean;
  longestMessage: number;
  isOpen: boolean;
  opensAt: string | null;
}

export function widgetConfig(
  { row, settings }: OpenChat,
  opening: { isOpen: boolean; opensAt: string | null },
): WidgetConfig {
  const { title, greeting, colour, form, offlineForm } = settings;
  return { id: row.id, title, greeting, colour, form, offlineForm, longestMessage: LONGEST_CHAT_MESSAGE, ...opening };
}

/** JSON that may stand in a script or a page: without what would end either. */
const inlineJson = (value: unknown) =>
  JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** The script of the tag: it shows the button, and loads the rest into a frame of ours when the page is idle. */
export const loaderScript = ({ loader }: BuiltWidget, { id, title, colour }: WidgetConfig): string =>
  `(function(){var LANGNGHE_CHAT=${inlineJson({ id, title, colour })};\n${loader}\n})();\n`;

/** What the frame's page may do: run and load our own files, ask our own routes, stand on the channel's pages. */
export const framePolicy = (origins: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' blob: data:",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors 'self' ${origins.join(' ')}`.trim(),
  ].join('; ');

/** `isKnown`: the request's cookie names a visitor; `keep`: how a new one is to be known. */
export function framePage(
  { frameScript, frameStyle }: BuiltWidget,
  config: WidgetConfig,
  visitor: { isKnown: boolean; keep: 'cookie' | 'token' },
): string {
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="robots" content="noindex">
<title>Chat</title>
<link rel="stylesheet" href="assets/${frameStyle}">
<script type="application/json" id="config">${inlineJson({ ...config, ...visitor })}</script>
<script src="assets/${frameScript}" defer></script>
</head>
<body></body>
</html>
`;
}

/** What a page with the widget has to allow, and no more: the demo's page keeps to it. */
const DEMO_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; frame-src 'self'; base-uri 'none'";

const DEMO_TEXTS = {
  vi: {
    title: 'Thử hộp chat',
    lead: 'Đây là một trang web mẫu có gắn hộp chat. Bấm nút tròn ở góc dưới bên phải để bắt đầu; nhân viên trả lời trong hộp thư của Lắng nghe.',
    tag: 'Gắn vào trang của bạn bằng một dòng:',
    other: 'In English',
  },
  en: {
    title: 'Try the chat',
    lead: 'A sample page with the chat on it. Press the round button in the lower right corner to begin; agents answer from the inbox of Lắng nghe.',
    tag: 'Put it on your own pages with one line:',
    other: 'Bằng tiếng Việt',
  },
} as const;

/** A page with the widget, to try it. */
export function demoPage(
  { demoStyle }: BuiltWidget,
  id: string,
  language: 'vi' | 'en',
  origin: string,
): { policy: string; html: string } {
  const { title, lead, tag, other } = DEMO_TEXTS[language];
  const shown = `${origin}/chat/${id}/widget.js`.replace(/[^\w.:/[\]-]/g, '');
  const html = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="stylesheet" href="assets/${demoStyle}">
<script src="widget.js" async></script>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${lead}</p>
<p>${tag}</p>
<pre><code>&lt;script src="${shown}" async&gt;&lt;/script&gt;</code></pre>
<p><a href="?lang=${language === 'vi' ? 'en' : 'vi'}">${other}</a></p>
</main>
</body>
</html>
`;
  return { policy: DEMO_POLICY, html };
}
