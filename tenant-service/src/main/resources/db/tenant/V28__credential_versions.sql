-- The credentials of a row are encrypted for the version of the row, which only grows:
-- older ones that are put back cannot be decrypted, and the database refuses them.
alter table tenant_credentials add column version bigint not null default 0;

-- the last version of each row, also of one that was deleted
create table credential_versions (
  tenant_id       text   not null,
  credential_type text   not null,
  version         bigint not null,
  primary key (tenant_id, credential_type)
);
insert into credential_versions select tenant_id, credential_type, version from tenant_credentials;

create function refuse_older_credentials() returns trigger language plpgsql as $$
declare
  refused boolean;
begin
  execute format(
    'insert into %1$I.credential_versions as v values ($1, $2, $3)
     on conflict (tenant_id, credential_type) do update set version = excluded.version
       where v.version < excluded.version
     returning false', tg_table_schema)
    into refused using new.tenant_id, new.credential_type, new.version;
  if refused is null then
    raise exception 'credentials of an older version are refused';
  end if;
  return new;
end $$;
create trigger credentials_grow before insert or update of credentials, version on tenant_credentials
  for each row execute function refuse_older_credentials();

create function refuse_older_version() returns trigger language plpgsql as $$
begin
  if tg_op <> 'UPDATE' or new.version <= old.version then
    raise exception 'the version of credentials only grows';
  end if;
  return new;
end $$;
create trigger versions_grow before update or delete on credential_versions
  for each row execute function refuse_older_version();
create trigger versions_not_emptied before truncate on credential_versions
  execute function refuse_older_version();
