-- What happens to conversations. A change and its event are written in the same transaction, by
-- triggers, so that no statement can omit it; a sequencer then gives each event a position.
create table event_outbox (
  id              bigint generated always as identity primary key,
  tenant_id       text not null,
  type            text not null,
  conversation_id text not null,
  message_id      text,
  direction       text,
  status          text,
  reason          text,
  related         text,
  at              timestamptz not null default clock_timestamp()
);
-- rows live for a fraction of a second
alter table event_outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
  autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 50000,
  autovacuum_vacuum_cost_delay = 0);

-- the position of each tenant's last event
create table event_positions (
  tenant_id text primary key,
  last      bigint not null
);

-- the events in the order of their positions; no content of a message is in it
create table conversation_events (
  tenant_id       text not null,
  position        bigint not null,
  published_at    timestamptz not null,
  type            text not null,
  conversation_id text not null,
  message_id      text,
  direction       text,
  status          text,
  reason          text,
  related         text,
  at              timestamptz not null,
  primary key (tenant_id, position, published_at)
) partition by range (published_at);
create table conversation_events_other partition of conversation_events default;

-- creates the partition of a day, if it does not exist, and moves there what was published before it did
create function events_of_day(day date) returns void language plpgsql as $$
declare
  part text := 'conversation_events_' || to_char(day, 'YYYY_MM_DD');
  first_at timestamptz := day::timestamp at time zone 'UTC';
  end_at timestamptz := (day + 1)::timestamp at time zone 'UTC';
begin
  if to_regclass(part) is not null then
    return;
  end if;
  execute format('create table %I (like conversation_events including all)', part);
  lock table conversation_events_other in access exclusive mode;
  execute format('with early as (delete from conversation_events_other where published_at >= %L
    and published_at < %L returning *) insert into %I select * from early', first_at, end_at, part);
  execute format('alter table conversation_events attach partition %I for values from (%L) to (%L)',
    part, first_at, end_at);
end $$;

select events_of_day((now() at time zone 'UTC')::date + n) from generate_series(0, 2) n;

-- the triggers name their tables with the schema: not every session has it in its search path
create function conversation_event() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into "${flyway:defaultSchema}".event_outbox (tenant_id, type, conversation_id)
    values (new.tenant_id, 'conversation.created', new.conversation_id);
    return null;
  end if;
  if old.closed_at is not null and new.closed_at is null then
    insert into "${flyway:defaultSchema}".event_outbox (tenant_id, type, conversation_id)
    values (new.tenant_id, 'conversation.reopened', new.conversation_id);
  end if;
  if old.closed_at is null and new.closed_at is not null then
    insert into "${flyway:defaultSchema}".event_outbox (tenant_id, type, conversation_id)
    values (new.tenant_id, 'conversation.closed', new.conversation_id);
  end if;
  if new.handed_over_to is distinct from old.handed_over_to and new.handed_over_to is not null then
    insert into "${flyway:defaultSchema}".event_outbox (tenant_id, type, conversation_id, related)
    values (new.tenant_id, 'conversation.handed_over', new.conversation_id, new.handed_over_to);
  end if;
  if new.assigned and new.assigned_at is distinct from old.assigned_at then
    insert into "${flyway:defaultSchema}".event_outbox (tenant_id, type, conversation_id)
    values (new.tenant_id, 'conversation.assigned', new.conversation_id);
  end if;
  if new.merged_into is distinct from old.merged_into and new.merged_into is not null then
    insert into "${flyway:defaultSchema}".event_outbox (tenant_id, type, conversation_id, related)
    values (new.tenant_id, 'conversation.merged', new.conversation_id, new.merged_into);
  end if;
  return null;
end $$;

create trigger conversation_created after insert on conversation_mappings
  for each row execute function conversation_event();
create trigger conversation_changed after update on conversation_mappings
  for each row when ((old.closed_at is null) <> (new.closed_at is null)
    or old.handed_over_to is distinct from new.handed_over_to
    or old.assigned_at is distinct from new.assigned_at
    or old.merged_into is distinct from new.merged_into)
  execute function conversation_event();

create function message_event() returns trigger language plpgsql as $$
begin
  insert into "${flyway:defaultSchema}".event_outbox
    (tenant_id, type, conversation_id, message_id, direction)
  values (new.tenant_id,
    case new.kind when 'edit' then 'message.edited' when 'deletion' then 'message.deleted'
      when 'reaction' then 'message.reaction' else 'message.created' end,
    new.conversation_id, new.id, new.direction);
  return null;
end $$;

-- notices are the bridge's own; a copy for a desk that may only read is not said twice
create trigger message_created after insert on message_tracking
  for each row when (new.kind <> 'notice'
    and coalesce(new.meta_message_id, '') not like '%#copy:%')
  execute function message_event();

create function message_status_event() returns trigger language plpgsql as $$
begin
  if new.status is distinct from old.status and new.status not in ('RECEIVED', 'DELIVERING') then
    insert into "${flyway:defaultSchema}".event_outbox
      (tenant_id, type, conversation_id, message_id, direction, status, reason)
    values (new.tenant_id, case new.status when 'PARKED' then 'message.parked' else 'message.status' end,
      new.conversation_id, new.id, new.direction, new.status, new.reason);
  end if;
  if old.media_url is null and new.media_url is not null then
    insert into "${flyway:defaultSchema}".event_outbox
      (tenant_id, type, conversation_id, message_id, direction)
    values (new.tenant_id, 'message.file', new.conversation_id, new.id, new.direction);
  end if;
  return null;
end $$;

create trigger message_changed after update on message_tracking
  for each row when (new.kind <> 'notice'
    and (old.status is distinct from new.status and new.status not in ('RECEIVED', 'DELIVERING')
      or old.media_url is null and new.media_url is not null)
    and coalesce(new.meta_message_id, '') not like '%#copy:%')
  execute function message_status_event();

create function held_event() returns trigger language plpgsql as $$
begin
  insert into "${flyway:defaultSchema}".event_outbox
    (tenant_id, type, conversation_id, message_id, direction, reason)
  select m.tenant_id, 'message.held', m.conversation_id, m.id, m.direction, h.reason
  from "${flyway:defaultSchema}".message_tracking m
    left join "${flyway:defaultSchema}".held_conversations h
      on h.reader = new.reader and h.conversation_key = new.conversation_key
  where m.id = new.message_id and m.tenant_id = new.tenant_id and m.kind <> 'notice';
  return null;
end $$;

create trigger message_held after insert on held
  for each row when (new.message_id is not null)
  execute function held_event();
