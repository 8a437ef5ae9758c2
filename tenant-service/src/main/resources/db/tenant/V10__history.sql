-- how many days the contents of a tenant's messages are kept (0: not at all), and whether those
-- stay that their senders deleted
alter table tenants add column history_days integer not null default 90;
alter table tenants add column keep_deleted boolean not null default true;
