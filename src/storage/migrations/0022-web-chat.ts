import { type Kysely, sql } from 'kysely';

/**
 * Web chat. What a visitor wrote is a mention and what they were answered a delivery; `chat_items` puts both into one
 * order. An item's number is counted under the lock of its visitor's row, so whoever has seen everything up to a number
 * misses nothing that is committed later. Triggers number what was delivered and tell the visitor's page: of new items,
 * of agents who answer, and of how far agents have read. Those events name no team, so no agent is told of them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
create table chat_visitors (
  id uuid primary key default gen_random_uuid(),
  channel_id uuid not null references channels on delete cascade,
  external_id text,
  name text,
  email text,
  phone text,
  contact_told text not null default '',
  items integer not null default 0,
  agent_seen integer not null default 0,
  created_at timestamptz not null,
  last_seen_at timestamptz not null
);
create unique index chat_visitors_by_external_id on chat_visitors (channel_id, external_id) where external_id is not null;
create index chat_visitors_silent on chat_visitors (last_seen_at) where items = 0;

create table chat_items (
  visitor_id uuid not null references chat_visitors on delete cascade,
  number integer not null,
  client_id text,
  mention_id text references mentions on delete cascade,
  units integer,
  delivery_id uuid references deliveries on delete cascade,
  at timestamptz not null,
  primary key (visitor_id, number)
);
create unique index chat_items_by_client_id on chat_items (visitor_id, client_id) where client_id is not null;
create unique index chat_items_by_mention on chat_items (mention_id) where mention_id is not null;
create unique index chat_items_by_delivery on chat_items (delivery_id) where delivery_id is not null;

create function number_chat_reply() returns trigger language plpgsql as $$
declare
  visitor uuid;
  place integer;
begin
  if not exists (select from channels where id = new.channel_id and kind = 'web-chat')
    or exists (select from chat_items where delivery_id = new.id) then
    return null;
  end if;
  update chat_visitors set items = items + 1 where channel_id = new.channel_id
    and id = case when new.conversation ~ '^[0-9a-f-]{36}$' then new.conversation::uuid end
    returning id, items into visitor, place;
  if visitor is null then
    return null;
  end if;
  insert into chat_items (visitor_id, number, delivery_id, at) values (visitor, place, new.id, new.updated_at);
  insert into events (at, kind, data) values (new.updated_at, 'chat.item', jsonb_build_object('visitor', visitor));
  return null;
end $$;
create trigger chat_reply_numbered after update of status on deliveries for each row
  when (new.status = 'sent' and old.status is distinct from new.status) execute function number_chat_reply();

create function tell_chat_visitor() returns trigger language plpgsql as $$
declare
  lease ticket_leases := coalesce(new, old);
  visitor uuid;
begin
  select v.id into visitor from tickets t
    cross join lateral (select author_id from mentions m where m.ticket_number = t.number and m.source_kind = 'web-chat'
      order by m.occurred_at desc limit 1) m
    join chat_visitors v on v.id = case when m.author_id ~ '^[0-9a-f-]{36}$' then m.author_id::uuid end
    where t.number = lease.ticket_number and t.channel = 'web-chat';
  if visitor is null then
    return null;
  end if;
  if tg_op <> 'DELETE' then
    update chat_visitors set agent_seen = items where id = visitor and agent_seen < items;
    if found then
      insert into events (at, kind, data) values (new.since, 'chat.seen', jsonb_build_object('visitor', visitor));
    end if;
  end if;
  if coalesce(old.doing, '') is distinct from coalesce(new.doing, '')
    and 'answering' in (coalesce(old.doing, ''), coalesce(new.doing, '')) then
    insert into events (at, kind, data) values (lease.since, 'chat.typing', jsonb_build_object('visitor', visitor,
      'typing', exists (select from ticket_leases l where l.ticket_number = lease.ticket_number and l.doing = 'answering')));
  end if;
  return null;
end $$;
create trigger chat_visitor_told after insert or update or delete on ticket_leases for each row
  execute function tell_chat_visitor();
`.execute(db);
}
