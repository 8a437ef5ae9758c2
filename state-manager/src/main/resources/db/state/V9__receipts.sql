-- which envelope notifies the desk of a message's outcome: the first one that claims it
alter table message_tracking add column receipt_claim text;

-- statuses of messages that are not known, or not yet: kept for about a minute
create table early_statuses (
  external_id text not null,
  channel_id  text not null,
  tenant_id   text not null,
  status      text not null,
  reason      text,
  detail      text,
  at          timestamptz not null,
  arrived_at  timestamptz not null default now(),
  primary key (external_id, channel_id, status)
);
create index early_statuses_tenant on early_statuses (tenant_id);
create index early_statuses_age on early_statuses (arrived_at);
