import { type Kysely, sql } from 'kysely';

/**
 * What has to go to the search index: `change_count` counts a row's changes (by a trigger, so that no update can forget
 * it), `indexed_change` is the one that the index has.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
alter table mentions add change_count integer not null default 1, add indexed_change integer not null default 0,
  add indexed_at timestamptz, add index_error text;
alter table tickets add change_count integer not null default 1, add indexed_change integer not null default 0,
  add indexed_at timestamptz, add index_error text;

create function count_change() returns trigger language plpgsql as $$
begin
  new.change_count := old.change_count + 1;
  new.index_error := null;
  return new;
end $$;
create trigger mentions_count_change before update of title, text, analysis, sentiment, complaint, topics, triaged_at, ticket_number
  on mentions for each row execute function count_change();
create trigger tickets_count_change before update of version on tickets for each row execute function count_change();

create index mentions_to_index on mentions (triaged_at)
  where indexed_change < change_count and index_error is null and triaged_at is not null;
create index mentions_not_indexable on mentions (id) where index_error is not null;
create index tickets_to_index on tickets (updated_at) where indexed_change < change_count and index_error is null;
create index tickets_not_indexable on tickets (number) where index_error is not null;
`.execute(db);
}
