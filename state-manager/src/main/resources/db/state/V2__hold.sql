-- what waits for a later try: a conversation at a stage, and its envelopes (encrypted) in their order
create sequence held_position;

create table held_conversations (
  reader           text not null,
  conversation_key text not null,
  hash             bigint not null,
  tenant_id        text not null,
  reason           text not null,
  detail           text not null,
  tries            int not null default 0,
  held_at          timestamptz not null default now(),
  next_try_at      timestamptz not null,
  announced_at     timestamptz,
  primary key (reader, conversation_key)
);
create index held_due on held_conversations (next_try_at);
create index held_tenant on held_conversations (tenant_id);

create table held (
  position         bigint primary key default nextval('held_position'),
  reader           text not null,
  conversation_key text not null,
  tenant_id        text not null,
  contract         text not null,
  idempotency_key  text not null,
  correlation      text not null,
  message_id       text,
  attempts         int not null,
  envelope         bytea not null,
  held_at          timestamptz not null default now(),
  foreign key (reader, conversation_key) references held_conversations
);
create unique index held_once on held (reader, conversation_key, idempotency_key);
create index held_order on held (reader, conversation_key, position);

-- what needs a human: its place in the order, so that it can go on where it stopped
alter table parked
  add column conversation_key text,
  add column idempotency_key  text,
  add column position         bigint not null default nextval('held_position'),
  add column settled_at       timestamptz,
  add column settled_why      text;
create unique index parked_once on parked (stage, conversation_key, idempotency_key) where state = 'PARKED';
create index parked_message on parked (message_id) where state = 'PARKED';
create index parked_reason on parked (reason, id) where state = 'PARKED';
