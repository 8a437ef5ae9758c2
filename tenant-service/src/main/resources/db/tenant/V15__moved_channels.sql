-- the provider that a channel was moved from: what it still reports is understood for a while; its
-- first provider: answers stay in one queue
alter table channels
  add column first_kind         text,
  add column former_kind        text,
  add column former_external_id text,
  add column former_settings    jsonb,
  add column moved_at           timestamptz;
create index channels_former on channels (former_kind, former_external_id)
  where former_kind is not null;
