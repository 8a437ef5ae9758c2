-- how many days a tenant's files are kept (null: as long as the contents of messages), and parked
-- envelopes
alter table tenants add column media_days integer;
alter table tenants add column parked_days integer not null default 90;
