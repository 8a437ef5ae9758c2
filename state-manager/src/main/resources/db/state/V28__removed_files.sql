-- Messages whose content was removed: their files are deleted, at once and once more an hour later,
-- because a file may be stored while its message is being removed.
create table removed_files (
  message_id text primary key,
  tenant_id  text not null,
  url        text,
  removed_at timestamptz not null default now()
);

-- up to which message the excerpts and the files of a tenant were removed
create table retention_marks (
  tenant_id text not null,
  kind      text not null,
  last_id   text not null,
  primary key (tenant_id, kind)
);
