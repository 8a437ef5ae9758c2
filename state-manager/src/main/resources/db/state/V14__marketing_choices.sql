-- Which persons want no marketing messages of a channel. A choice outlives the conversation, and
-- may be made before there is one.
create table marketing_choices (
  id         text primary key,
  tenant_id  text not null,
  channel_id text not null,
  bsuid      text,
  wa_id      text,
  allowed    boolean not null,
  changed_at timestamptz not null
);
create index marketing_choices_bsuid on marketing_choices (tenant_id, channel_id, bsuid) where bsuid is not null;
create index marketing_choices_wa_id on marketing_choices (tenant_id, channel_id, wa_id) where wa_id is not null;
