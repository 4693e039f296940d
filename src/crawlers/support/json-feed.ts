import { z } from 'zod';
import type { Feed } from './feed-reader.ts';

const jsonText = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch(undefined);
const jsonItem = z.object({
  id: jsonText,
  url: jsonText,
  title: jsonText,
  content_html: jsonText,
  content_text: jsonText,
  summary: jsonText,
  date_published: jsonText,
  author: z.object({ name: jsonText }).optional().catch(undefined),
  authors: z
    .array(z.object({ name: jsonText }))
    .optional()
    .catch(undefined),
});
const jsonFeed = z.object({ version: z.string().startsWith('https://jsonfeed.org/'), items: z.array(z.unknown()) });

/** Reads JSON Feed 1.0 and 1.1; undefined if it is other JSON or none. */
export function readJsonFeed(text: string): Feed | undefined {
  const feed = jsonFeed.safeParse(parseJson(text));
  if (!feed.success) return undefined;
  const items = feed.data.items.flatMap((value) => {
    const item = jsonItem.safeParse(value).data;
    if (!item) return [];
    const words = item.content_text ?? item.summary;
    return {
      id: item.id,
      link: item.url,
      title: item.title,
      html: item.content_html ?? words?.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>'),
      author: item.authors?.[0]?.name ?? item.author?.name,
      date: item.date_published,
    };
  });
  const left = feed.data.items.length - items.length;
  return { items, warnings: left > 0 ? [`${left} items of the feed are no objects and were left out.`] : [] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
