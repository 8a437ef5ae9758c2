-- The revision tells a second administrator that a channel, a desk or its routes were changed.
alter table channels
  add column revision         integer not null default 1,
  add column routing_revision integer not null default 1,
  add column status_since     timestamptz not null default now();
alter table desks
  add column revision     integer not null default 1,
  add column status_since timestamptz not null default now();

-- When channels and desks are checked, and when their products called.
create table endpoint_health (
  endpoint_id text primary key,
  tenant_id   text not null references tenants,
  side        text not null,
  due_at      timestamptz not null,
  checked_at  timestamptz,
  failures    integer not null default 0,
  first_heard timestamptz,
  last_heard  timestamptz
);
create index endpoint_health_due on endpoint_health (side, due_at);

insert into endpoint_health (endpoint_id, tenant_id, side, due_at)
  select id, tenant_id, 'CHANNEL', now() + random() * interval '10 minutes' from channels
  union all
  select id, tenant_id, 'DESK', now() + random() * interval '10 minutes' from desks;

-- What the last check found.
create table endpoint_checks (
  endpoint_id text not null references endpoint_health on delete cascade,
  tenant_id   text not null,
  place       integer not null,
  name        text not null,
  level       text not null,
  found       text not null,
  remedy      text,
  field       text,
  reconnect   boolean not null,
  since       timestamptz not null,
  primary key (endpoint_id, name)
);

-- Every change of a check's level.
create table endpoint_history (
  endpoint_id text not null references endpoint_health on delete cascade,
  tenant_id   text not null,
  at          timestamptz not null,
  name        text not null,
  level       text not null,
  found       text not null
);
create index endpoint_history_endpoint on endpoint_history (endpoint_id, at desc);
create index endpoint_history_at on endpoint_history (at);
