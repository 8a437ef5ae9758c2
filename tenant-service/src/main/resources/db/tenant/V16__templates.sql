-- The business accounts whose templates are kept, and the channel through which they are read.
create table template_accounts (
  tenant_id  text not null references tenants,
  kind       text not null,
  account    text not null,
  channel_id text not null references channels on delete cascade,
  due_at     timestamptz not null,
  synced_at  timestamptz,
  failure    text,
  primary key (tenant_id, kind, account)
);
create index template_accounts_due on template_accounts (due_at);
create index template_accounts_channel on template_accounts (channel_id);

-- form is the content as the bridge reads it, components as the provider wrote it.
create table templates (
  id               text primary key,
  tenant_id        text not null,
  kind             text not null,
  account          text not null,
  provider_id      text not null,
  name             text not null,
  language         text not null,
  category         text not null,
  status           text not null,
  quality          text not null,
  reason           text,
  pending_category text,
  form             jsonb not null,
  components       jsonb,
  created_at       timestamptz not null,
  updated_at       timestamptz not null,
  reported_at      timestamptz,
  unique (tenant_id, kind, account, name, language),
  foreign key (tenant_id, kind, account) references template_accounts on delete cascade
);
create index templates_tenant on templates (tenant_id, id);
create index templates_provider on templates (tenant_id, provider_id);
