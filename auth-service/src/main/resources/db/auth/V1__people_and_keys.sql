-- people who sign in; the password hash is Argon2id, the secret of the second factor is encrypted
create table people (
  id                  text primary key,
  email               text not null,
  email_key           text not null unique, -- in lower case
  name                text not null,
  language            text not null check (language in ('en', 'es', 'pt')),
  status              text not null default 'ACTIVE' check (status in ('ACTIVE', 'DISABLED')),
  operator            boolean not null default false,
  password_hash       text,
  second_factor       bytea,
  second_factor_since timestamptz,           -- null: not confirmed yet
  second_factor_step  bigint not null default 0, -- the last time step that was used: a code counts once
  created_at          timestamptz not null default now(),
  last_seen_at        timestamptz
);

create table recovery_codes (
  person_id text not null references people on delete cascade,
  code_hash bytea not null,
  primary key (person_id, code_hash)
);

create table memberships (
  person_id text not null references people on delete cascade,
  tenant_id text not null,
  role      text not null check (role in ('admin', 'coordinator', 'agent')),
  since     timestamptz not null default now(),
  primary key (person_id, tenant_id)
);
create index memberships_tenant on memberships (tenant_id);

-- who a person is at an issuer of sign-ins
create table identities (
  issuer    text not null,
  subject   text not null,
  person_id text not null references people on delete cascade,
  primary key (issuer, subject)
);

-- Sessions. The browser's cookie is not here: the gateway keeps it in Redis, with this id.
create table sessions (
  id           text primary key,
  person_id    text not null references people on delete cascade,
  started_at   timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  confirmed_at timestamptz not null default now(),
  address      text not null,
  agent        text not null,
  ended_at     timestamptz
);
create index sessions_person on sessions (person_id);

-- one-time links and codes: only their hashes are stored
create table links (
  id         text primary key,
  hash       bytea not null unique,
  purpose    text not null check (purpose in ('FIRST_OPERATOR', 'INVITATION', 'RESET')),
  email      text,
  language   text,
  tenant_id  text,
  role       text,
  person_id  text references people on delete cascade,
  without_second_factor boolean not null default false,
  created_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at    timestamptz
);
create index links_tenant on links (tenant_id) where used_at is null;

-- attempts to sign in, counted by account and address before the password is checked
create table attempts (
  account      bytea not null, -- a hash of what was entered; empty: all accounts
  address      text not null,
  number       int not null,
  last_at      timestamptz not null,
  locked_until timestamptz,
  refused      boolean not null default false,
  primary key (account, address)
);

create table api_keys (
  id             text primary key,
  tenant_id      text not null,
  name           text not null,
  scopes         text[] not null,
  hash           bytea not null,
  previous_hash  bytea,
  previous_until timestamptz,
  created_by     text not null,
  created_at     timestamptz not null default now(),
  expires_at     timestamptz not null,
  last_used_at   timestamptz,
  revoked_at     timestamptz
);
create index api_keys_tenant on api_keys (tenant_id);

-- The audit log. Rows are only added; each contains the hash of the one before it.
create table audit (
  id        bigint primary key,
  at        timestamptz not null,
  tenant_id text,
  actor     text not null,
  action    text not null,
  subject   text,
  address   text not null,
  detail    text,
  hash      bytea not null
);
create index audit_tenant on audit (tenant_id, id);

create function audit_hash(previous bytea, entry audit) returns bytea
  language sql stable as $$
  select sha256(coalesce(previous, ''::bytea) || convert_to(jsonb_build_array(entry.id,
    extract(epoch from entry.at), entry.tenant_id, entry.actor, entry.action, entry.subject,
    entry.address, entry.detail)::text, 'UTF8'))
$$;

create function chain_audit() returns trigger language plpgsql as $$
declare
  last auth.audit;
begin
  perform pg_advisory_xact_lock(hashtext('wabridge.auth.audit'));
  select * into last from auth.audit order by id desc limit 1;
  new.id := coalesce(last.id, 0) + 1;
  new.at := clock_timestamp();
  new.hash := auth.audit_hash(last.hash, new);
  return new;
end $$;
create trigger audit_chain before insert on audit for each row execute function chain_audit();

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is only added to';
end $$;
create trigger audit_kept before update or delete on audit for each row execute function refuse_change();
create trigger audit_not_emptied before truncate on audit execute function refuse_change();
