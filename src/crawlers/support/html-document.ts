import { type CheerioAPI, load } from 'cheerio';
import { type Document, DomHandler, Element } from 'domhandler';
import { Parser } from 'htmlparser2';
import { limitDepth } from './markup-depth.ts';

/** Parses a page by htmlparser2. Throws FetchFailed if it is nested without end. */
export function parseTree(html: string): Document {
  const handler = new DomHandler();
  new Parser(limitDepth(handler), { decodeEntities: true }).end(html);
  return handler.root;
}

/** Parses a page for reading with selectors: twice as fast as cheerio's default. Throws FetchFailed if it is nested without end. */
export function parseDocument(html: string): CheerioAPI {
  return load(underOneElement(parseTree(html)), { xml: { xmlMode: false, decodeEntities: true } });
}

/** More elements than this side by side at the top, and no `<html>` around them, is no page that people write. */
const MAX_AT_TOP = 100;

/** Each query compares everything at the top of a document with everything else there: thousands go below one element. */
function underOneElement(root: Document): Document {
  if (root.children.length <= MAX_AT_TOP) return root;
  const whole = new Element('html', {}, root.children);
  for (const child of whole.children) child.parent = whole;
  root.children = [whole];
  whole.parent = root;
  return root;
}
