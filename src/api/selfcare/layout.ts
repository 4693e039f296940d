import { Html, html } from '../../reports/html.ts';
import type { PageCall } from './page-call.ts';

export const ROOT = '/selfcare';

/** The field that proves that a form is one of ours. */
export const formField = ({ formToken }: Pick<PageCall, 'formToken'>): Html =>
  html`<input type="hidden" name="form" value="${formToken}">`;

/** Something went well, or not: read out by screen readers. */
export const notice = (kind: 'notice' | 'error', words: string): Html =>
  html`<p class="card ${kind}" role="${kind === 'error' ? 'alert' : 'status'}">${words}</p>`;

type Shown = { page: Html; title: string; hero?: Html };

/** The whole page around its contents. */
export function layout(call: PageCall, path: string, { page, title, hero }: Shown): string {
  const { say, lang, portal, identity } = call;
  const { brand, hotline } = portal.settings;
  const other = lang === 'vi' ? 'en' : 'vi';
  return `<!doctype html>${html`
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · ${brand}</title>
<link rel="stylesheet" href="${ROOT}/style.css">
<link rel="stylesheet" href="${ROOT}/brand.css">
<script src="${ROOT}/script.js" defer></script>
</head>
<body>
<a class="skip" href="#main">${say('skip')}</a>
<header class="top"><div class="bar">
<a class="brand" href="${ROOT}">${brand}<small>${say('care')}</small></a>
<a href="?lang=${other}" lang="${other}" hreflang="${other}">${say('other')}</a>
${identity && html`<form method="post" action="${ROOT}/sign-out">${formField(call)}<button class="plain">${say('signOut')}</button></form>`}
</div></header>
${identity && menu(call, path)}
${hero && html`<div class="hero"><div class="bar">${hero}</div></div>`}
<main id="main" tabindex="-1">
${page}
</main>
${hotline && html`<footer class="foot quiet"><p>${say('hotline')}: <a href="tel:${hotline.replace(/[^\d+]/g, '')}">${hotline}</a></p></footer>`}
</body>
</html>
`}`;
}

function menu({ say }: PageCall, path: string): Html {
  const entry = (to: string, words: string) =>
    html`<a href="${ROOT}${to}"${path === to ? new Html(' aria-current="page"') : null}>${words}</a>`;
  return html`<nav aria-label="${say('menu')}"><div class="bar">
${entry('', say('menuMine'))}
${entry('/new', say('menuNew'))}
${entry('/data', say('data'))}
</div></nav>`;
}

/** An instant as people write it, in the desk's time zone. */
export function when({ lang, context }: PageCall, instant: string, withTime = true): string {
  const form = { dateStyle: 'medium' as const, ...(withTime ? { timeStyle: 'short' as const } : {}) };
  const locale = lang === 'vi' ? 'vi-VN' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { ...form, timeZone: context.timeZone }).format(new Date(instant));
}
