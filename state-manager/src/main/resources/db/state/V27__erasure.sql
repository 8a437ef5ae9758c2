-- the key of each tenant with which identifiers are hashed, encrypted with the platform's key
create table tenant_hash_keys (
  tenant_id  text primary key,
  hash_key   bytea not null,
  created_at timestamptz not null default now()
);

-- The erasure of a person: who is erased (encrypted, until it is finished), how far it is, and the
-- certificate. person_hash is of the first of the person's ids, asked_hash of the one in the request.
create table erasures (
  id             text primary key,
  tenant_id      text not null,
  person_hash    bytea not null,
  asked_hash     bytea not null,
  state          text not null,
  step           text not null,
  requested_by   text not null,
  keep_opt_out   boolean not null,
  requested_at   timestamptz not null,
  next_run_at    timestamptz not null,
  tries          int not null default 0,
  problem        text,
  messages_total bigint not null default 0,
  subject        bytea,
  finished_at    timestamptz,
  certificate    text
);
create unique index erasures_running on erasures (tenant_id, person_hash) where state = 'RUNNING';
create index erasures_due on erasures (next_run_at) where state = 'RUNNING';
create index erasures_tenant on erasures (tenant_id, id);

-- how many rows, objects, keys and envelopes an erasure has removed
create table erasure_counts (
  erasure_id text not null references erasures on delete cascade,
  kind       text not null,
  name       text not null,
  removed    bigint not null,
  primary key (erasure_id, kind, name)
);

-- Keyed hashes of the ids of erased persons and of their conversations: what was accepted before
-- an erasure began, and is processed later, is erased, too. Deleted after a month.
create table erased_ids (
  tenant_id  text not null,
  hash       bytea not null,
  erasure_id text not null,
  begun_at   timestamptz not null,
  primary key (tenant_id, hash)
);
create index erased_ids_begun on erased_ids (begun_at);

-- Of erased persons who want no marketing messages: keyed hashes of their ids, so that a new
-- contact with the same id gets none either.
create table kept_opt_outs (
  tenant_id  text not null,
  channel_id text not null,
  hash       bytea not null,
  changed_at timestamptz not null,
  primary key (tenant_id, channel_id, hash)
);
