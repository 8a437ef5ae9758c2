-- Deleted tenants: their keys are deleted at once, everything else in passes. A second pass removes
-- what was on its way during the first one.
create table tenant_deletions (
  tenant_id       text primary key,
  requested_at    timestamptz not null default now(),
  passes          int not null default 0,
  next_run_at     timestamptz not null default now(),
  removed_rows    bigint not null default 0,
  removed_objects bigint not null default 0,
  problem         text,
  finished_at     timestamptz
);
create index tenant_deletions_due on tenant_deletions (next_run_at) where finished_at is null;
