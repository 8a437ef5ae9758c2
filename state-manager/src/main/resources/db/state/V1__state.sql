-- one person and one desk through one channel
create table conversation_mappings (
  conversation_id      text primary key,
  tenant_id            text not null,
  channel_id           text not null,
  desk_id              text not null,
  wa_id                text,
  bsuid                text,
  parent_bsuid         text,
  username             text,
  contact_name         text,
  desk_address         text not null,
  desk_conversation_id text,
  desk_conversation_at timestamptz,
  created_at           timestamptz not null default now(),
  last_activity_at     timestamptz not null default now(),
  last_inbound_at      timestamptz,
  last_inbound_id      text
);
create unique index conversation_bsuid on conversation_mappings (tenant_id, channel_id, bsuid) where bsuid is not null;
create unique index conversation_wa_id on conversation_mappings (tenant_id, channel_id, wa_id) where wa_id is not null;
create unique index conversation_address on conversation_mappings (tenant_id, desk_id, desk_address);
create index conversation_desk on conversation_mappings (desk_conversation_id) where desk_conversation_id is not null;

-- every message, once: the memory of what was already taken, and of what became of it
create table message_tracking (
  id                 text primary key,
  tenant_id          text not null,
  conversation_id    text not null references conversation_mappings,
  channel_id         text not null,
  desk_id            text not null,
  direction          text not null,
  kind               text not null,
  part               int  not null default 0,
  meta_message_id    text,
  genesys_message_id text,
  status             text not null,
  reason             text,
  detail             text,
  attempts           int  not null default 0,
  media_type         text,
  media_url          text,
  media_bytes        bigint,
  media_sha256       text,
  media_filename     text,
  excerpt            bytea,
  desk_told          text,
  said_at            timestamptz not null,
  accepted_at        timestamptz not null,
  updated_at         timestamptz not null default now()
);
create unique index message_meta on message_tracking (channel_id, meta_message_id);
create unique index message_desk on message_tracking (desk_id, genesys_message_id, part) where direction = 'OUTBOUND';
create index message_genesys on message_tracking (genesys_message_id);
create index message_conversation on message_tracking (conversation_id, id);
create index message_tenant on message_tracking (tenant_id, id);
create index message_waiting on message_tracking (tenant_id) where status in ('RECEIVED', 'DELIVERING', 'UNCERTAIN');

-- each station of each message
create table message_hops (
  message_id text not null,
  at         timestamptz not null,
  stage      text not null,
  outcome    text not null,
  detail     text
);
create index message_hops_message on message_hops (message_id);

-- what needs a human; the envelope is encrypted
create table parked (
  id          text primary key,
  tenant_id   text,
  stage       text not null,
  queue       text not null,
  contract    text not null,
  reason      text not null,
  detail      text not null,
  attempts    int not null,
  message_id  text,
  correlation text,
  envelope    bytea not null,
  state       text not null default 'PARKED',
  parked_at   timestamptz not null default now()
);
create index parked_open on parked (tenant_id, id) where state = 'PARKED';
