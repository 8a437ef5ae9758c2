-- where a tenant wants its events to be posted; the secrets are encrypted
create table webhook_subscriptions (
  id              text primary key,
  tenant_id       text not null,
  url             text not null,
  description     text,
  types           text[] not null,
  enabled         boolean not null default true,
  disabled_reason text,
  secret          bytea not null,
  previous_secret bytea,
  previous_until  timestamptz,
  position        bigint not null,
  leased_by       text,
  leased_until    timestamptz,
  created_at      timestamptz not null default now()
);
create index webhook_subscriptions_tenant on webhook_subscriptions (tenant_id, id);

-- what was posted, and what waits: the events up to the position of the subscription
create table webhook_deliveries (
  subscription_id  text not null references webhook_subscriptions on delete cascade,
  position         bigint not null,
  type             text not null,
  conversation_id  text not null,
  state            text not null default 'WAITING',
  attempts         int not null default 0,
  first_attempt_at timestamptz,
  last_attempt_at  timestamptz,
  next_attempt_at  timestamptz not null default now(),
  http_status      int,
  error            text,
  primary key (subscription_id, position)
) with (fillfactor = 80);
create index webhook_deliveries_waiting on webhook_deliveries (subscription_id, position)
  where state = 'WAITING';
