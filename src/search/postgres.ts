import type { Database } from '../storage/database.ts';
import { type Bucket, countMentions, type Grouping } from '../storage/mention-counts.ts';
import { listMentions, type MentionFilter } from '../storage/mentions.ts';
import type { MentionSearch, SearchRequest } from './search.ts';

const filterOf = ({ rule, filter }: SearchRequest): MentionFilter => ({
  ...filter,
  ...(rule === null ? {} : { rule }),
});

/** Search over the records themselves: there is nothing to index, to remove or to rebuild. */
export class PostgresMentions implements MentionSearch {
  constructor(private readonly db: Database) {}

  async search(request: SearchRequest & { limit: number; cursor?: string | undefined }) {
    const { items, nextCursor } = await listMentions(this.db, filterOf(request), request);
    return { ids: items.map(({ id }) => id), nextCursor };
  }

  aggregate(request: SearchRequest & { grouping: Grouping }): Promise<Bucket[]> {
    return countMentions(this.db, filterOf(request), request.grouping);
  }

  async index(): Promise<[]> {
    return [];
  }

  async remove(): Promise<void> {}

  async dropBefore(): Promise<number> {
    return 0;
  }

  async ping(): Promise<void> {
    await listMentions(this.db, {}, { limit: 1 });
  }

  async rebuild(): Promise<[]> {
    return [];
  }
}
