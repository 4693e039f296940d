import { type CheerioAPI, load } from 'cheerio';
import type { Document } from 'domhandler';
import { DomHandler, Parser } from 'htmlparser2';
import { limitDepth } from './markup-depth.ts';

/** Parses a page by htmlparser2. Throws FetchFailed if it is nested without end. */
export function parseTree(html: string): Document {
  const handler = new DomHandler();
  new Parser(limitDepth(handler), { decodeEntities: true }).end(html);
  return handler.root;
}

/** Parses a page for reading with selectors: twice as fast as cheerio's default. Throws FetchFailed if it is nested without end. */
export function parseDocument(html: string): CheerioAPI {
  return load(parseTree(html), { xml: { xmlMode: false, decodeEntities: true } });
}
