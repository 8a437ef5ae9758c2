-- agents' messages that wait until the person writes: one open wait for each lane, and its template
create table person_waits (
  id              text primary key,
  tenant_id       text not null,
  channel_id      text not null,
  conversation_id text not null references conversation_mappings on delete cascade,
  lane            text not null,
  cause           text not null,
  template        text,
  state           text not null default 'WAITING',
  reason          text,
  detail          text,
  begun_at        timestamptz not null default now(),
  ends_at         timestamptz not null,
  ended_at        timestamptz
);
create unique index person_wait_open on person_waits (tenant_id, lane) where state = 'WAITING';
create index person_wait_ends on person_waits (ends_at) where state = 'WAITING';
create index person_wait_template on person_waits (template) where state = 'WAITING';
create index person_wait_ended on person_waits (ended_at) where ended_at is not null;
create index person_wait_conversation on person_waits (conversation_id);

-- the wait of a message that is not sent before the person writes
alter table message_tracking add column waits_for text;

create index held_for_persons on held_conversations (tenant_id, conversation_key)
  where reason = 'AWAITING_PERSON';

-- the person wrote or called: a window that was closed is open, whatever conversation it was in
create function window_opened() returns trigger language plpgsql as $$
begin
  update "${flyway:defaultSchema}".person_waits w
  set state = 'ANSWERED', ended_at = clock_timestamp()
  where w.state = 'WAITING' and w.conversation_id in (
    select c.conversation_id from "${flyway:defaultSchema}".conversation_mappings c
    where c.tenant_id = new.tenant_id and c.channel_id = new.channel_id
      and (c.conversation_id = new.conversation_id or c.merged_into = new.conversation_id
        or c.bsuid = new.bsuid or c.wa_id = new.wa_id or c.group_id = new.group_id));
  return null;
end $$;

create trigger conversation_window_opened after update on conversation_mappings
  for each row when (new.last_inbound_at is distinct from old.last_inbound_at
    and new.last_inbound_at > now() - interval '24 hours'
    and coalesce(old.last_inbound_at <= now() - interval '24 hours', true))
  execute function window_opened();
create trigger conversation_created_open after insert on conversation_mappings
  for each row when (new.last_inbound_at > now() - interval '24 hours')
  execute function window_opened();

-- the person will not answer a template that failed
create function wait_template_failed() returns trigger language plpgsql as $$
begin
  update "${flyway:defaultSchema}".person_waits
  set state = 'FAILED', reason = new.reason, detail = new.detail, ended_at = clock_timestamp()
  where template = new.id and state = 'WAITING';
  return null;
end $$;

create trigger message_template_failed after update on message_tracking
  for each row when (new.kind = 'template' and new.status = 'FAILED'
    and old.status is distinct from new.status)
  execute function wait_template_failed();

create function wait_event() returns trigger language plpgsql as $$
begin
  insert into "${flyway:defaultSchema}".event_outbox
    (tenant_id, type, conversation_id, status, reason)
  values (new.tenant_id,
    case new.state when 'WAITING' then 'conversation.waiting' else 'conversation.waiting_ended' end,
    new.conversation_id, new.state, new.reason);
  return null;
end $$;

create trigger wait_begun after insert on person_waits for each row execute function wait_event();
create trigger wait_ended after update on person_waits
  for each row when (new.state is distinct from old.state) execute function wait_event();

-- the message of the person about which agents were told that the window closes soon
alter table conversation_mappings add column closing_noticed_at timestamptz;

-- when the person last came from an advertisement
alter table conversation_mappings add column entry_point_at timestamptz;
