import { discourse } from './discourse.ts';
import { flarum } from './flarum.ts';
import { mybb } from './mybb.ts';
import { nodebb } from './nodebb.ts';
import { phpbb } from './phpbb.ts';
import type { ForumProfile } from './profile.ts';
import { smf } from './smf.ts';
import { vbulletin3, vbulletin4 } from './vbulletin.ts';
import { vbulletin5 } from './vbulletin5.ts';
import { xenforo2 } from './xenforo2.ts';

/** The forum softwares that are known, by the name that a source's settings use. */
export const softwares = {
  ...{ xenforo2, vbulletin3, vbulletin4, vbulletin5, phpbb, mybb, smf },
  ...{ discourse, nodebb, flarum },
} satisfies Record<string, ForumProfile>;

export type Software = keyof typeof softwares;
export const softwareNames = Object.keys(softwares) as [Software, ...Software[]];

/** What only the markup of a page of the software has, however it is dressed; in a post it would be escaped. */
const SIGNS: readonly [Software, RegExp][] = [
  ['discourse', /<meta name="generator" content="Discourse|<meta [^>]{0,40}id="data-discourse-setup"/i],
  ['vbulletin3', /<meta name="generator" content="vBulletin 3/i],
  ['vbulletin4', /<meta name="generator" content="vBulletin 4/i],
  ['vbulletin5', /<meta name="generator" content="vBulletin [56]|<body [^>]{0,200}id="vb-page-body"/i],
  ['xenforo2', /<html[^>]{0,300}\sid="XF"/i],
  ['phpbb', /<body[^>]{0,100}\sid="phpbb"|href="https?:\/\/www\.phpbb\.com\/"[^>]{0,50}>phpBB</i],
  ['smf', /\bvar smf_(?:theme_url|scripturl)\b|>Simple Machines(?: Forum)?<\/a>/i],
  ['mybb', /\bvar my_post_key\b|href="https?:\/\/(?:www\.)?mybb\.com"[^>]{0,50}>MyBB</i],
  ['nodebb', /<script[^>]{0,100}\ssrc="[^"]{0,200}\/nodebb(?:\.min)?\.js/i],
  ['flarum', /\bid="flarum-(?:loading|content|json-payload)"|\bflarum\.core\.app\b/i],
  ['vbulletin3', /<script[^>]{0,100}\ssrc="[^"]{0,200}vbulletin_global\.js/i],
  ['vbulletin4', /<script[^>]{0,100}\ssrc="[^"]{0,200}vbulletin-core\.js/i],
  ['xenforo2', /<html[^>]{0,300}\sdata-app="public"/i],
];

/** A forum's marks stand in its head and its foot. */
const HEAD = 200_000;
const FOOT = 20_000;

/** The software that wrote a page; undefined if it is none that is known. */
export function recognise(html: string): Software | undefined {
  const ends = html.length > HEAD + FOOT ? `${html.slice(0, HEAD)}\n${html.slice(-FOOT)}` : html;
  return SIGNS.find(([, sign]) => sign.test(ends))?.[0];
}
