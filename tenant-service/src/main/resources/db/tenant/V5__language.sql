-- The language of the bridge's own words to agents and persons.
alter table tenants add column language text not null default 'EN';
