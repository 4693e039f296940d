import type { Inbound, InboundFile } from '../channel.ts';

/** A file of a post, as a system names it: those without an address can't be had. */
interface Named {
  name?: string | null | undefined;
  url?: string | null | undefined;
}

/** The files of some posts that have any, as `Inbound` holds them; nothing if none has. */
export function filesOfPosts(
  posts: readonly (readonly [externalId: string, files: readonly Named[]])[],
): Pick<Inbound, 'files'> {
  const found: Record<string, InboundFile[]> = {};
  for (const [externalId, files] of posts) {
    const known = files.flatMap(({ name = null, url }) => (url ? [{ name, origin: url }] : []));
    if (known.length > 0) found[externalId] = known;
  }
  return Object.keys(found).length === 0 ? {} : { files: found };
}
