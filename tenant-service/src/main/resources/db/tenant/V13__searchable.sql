-- whether the contents of a tenant's messages can be found by their words
alter table tenants add column searchable boolean not null default true;
