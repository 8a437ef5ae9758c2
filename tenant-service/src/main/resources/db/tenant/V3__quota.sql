-- what a tenant's webhooks may bring each second; null is what the settings say for all
alter table tenants add column quota_per_second integer;
