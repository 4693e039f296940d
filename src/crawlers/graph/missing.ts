import type { GraphClient } from './client.ts';
import { GraphNotFound } from './errors.ts';
import { graphId } from './page-posts.ts';

/** Those of the things that are no longer there, asked for one by one. */
export async function missingOf(ids: readonly string[], graph: GraphClient): Promise<string[]> {
  const missing: string[] = [];
  for (const id of ids.filter((each) => graphId.safeParse(each).success)) {
    try {
      await graph.get(id, { fields: 'id' });
    } catch (error) {
      if (!(error instanceof GraphNotFound)) throw error;
      missing.push(id);
    }
  }
  return missing;
}
