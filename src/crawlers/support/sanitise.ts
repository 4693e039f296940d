import sanitizeHtml from 'sanitize-html';

const TAGS = (
  'a abbr address article aside b blockquote br caption cite code dd del details div dl dt em figcaption figure footer h1 ' +
  'h2 h3 h4 h5 h6 header hr i ins li main mark ol p pre q s section small span strong sub summary sup table tbody td ' +
  'tfoot th thead time tr u ul'
).split(' ');

/** Of a page, and of what is kept of it, in characters. */
const MAX_READ = 2_000_000;
const MAX_KEPT = 500_000;

/**
 * HTML from outside made harmless: words and their structure, links to web pages, and nothing else: no scripts, styles,
 * pictures, forms, frames or attributes that act. Empty if what is left is longer than 500,000 characters.
 */
export function sanitiseHtml(html: string): string {
  const safe = sanitizeHtml(html.slice(0, MAX_READ), {
    allowedTags: TAGS,
    allowedAttributes: { a: ['href'], time: ['datetime'] },
    allowedSchemes: ['http', 'https'],
    allowProtocolRelative: false,
    nestingLimit: 200,
  });
  const tidy = safe
    .replace(/\0|\p{Surrogate}/gu, '')
    .replace(/\s{2,}/g, '\n')
    .trim();
  return tidy.length > MAX_KEPT ? '' : tidy;
}
