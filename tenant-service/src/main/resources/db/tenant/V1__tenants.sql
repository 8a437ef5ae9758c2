create table tenants (
  id                     text primary key,
  name                   text not null unique,
  phone_number_id        text,
  genesys_integration_id text,
  status                 text not null,
  created_at             timestamptz not null
);

create table desks (
  id             text primary key,
  tenant_id      text not null references tenants,
  name           text not null,
  kind           text not null,
  integration_id text unique,
  login_url      text not null,
  api_url        text not null,
  client_id      text not null,
  status         text not null,
  created_at     timestamptz not null
);
create index desks_tenant on desks (tenant_id, id);

create table channels (
  id              text primary key,
  tenant_id       text not null references tenants,
  name            text not null,
  provider        text not null,
  phone_number_id text not null unique,
  account_id      text,
  api_url         text not null,
  api_version     text not null,
  desk_id         text references desks,
  read_marks      text not null,
  status          text not null,
  created_at      timestamptz not null
);
create index channels_tenant on channels (tenant_id, id);

-- every value inside credentials is encrypted and bound to this row
create table tenant_credentials (
  tenant_id       text  not null references tenants,
  credential_type text  not null,
  credentials     jsonb not null,
  changed_at      timestamptz not null,
  primary key (tenant_id, credential_type)
);
