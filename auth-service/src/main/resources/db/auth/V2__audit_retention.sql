-- What was removed from the beginning of the audit log: the chain of hashes goes on from here.
create table audit_removals (
  last_id    bigint primary key,
  hash       bytea not null,
  removed_at timestamptz not null default clock_timestamp()
);

create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if current_setting('wabridge.removes_audit', true) = 'yes'
      and old.at < now() - interval '90 days' then
      return old;
    end if;
  end if;
  raise exception 'the audit log is only added to';
end $$;

create function refuse_removal_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is only added to';
end $$;
create trigger removals_kept before update or delete on audit_removals
  for each row execute function refuse_removal_change();
create trigger removals_not_emptied before truncate on audit_removals
  execute function refuse_removal_change();

-- Removes the entries before a time from the beginning of the log. It runs with the rights of the
-- owner: the service itself needs no right to delete. The newest entry stays, with its hash.
create function remove_audit(before timestamptz) returns bigint
  language plpgsql security definer set search_path = auth, pg_temp as $$
declare
  last auth.audit;
  removed bigint;
begin
  perform pg_advisory_xact_lock(hashtext('wabridge.auth.audit'));
  select * into last from auth.audit
    where id < coalesce((select min(id) from auth.audit where at >= before),
      (select max(id) from auth.audit))
    order by id desc limit 1;
  if last.id is null then
    return 0;
  end if;
  insert into auth.audit_removals (last_id, hash) values (last.id, last.hash);
  perform set_config('wabridge.removes_audit', 'yes', true);
  delete from auth.audit where id <= last.id;
  get diagnostics removed = row_count;
  perform set_config('wabridge.removes_audit', '', true);
  return removed;
end $$;

-- after everything was removed the ids go on, too
create or replace function chain_audit() returns trigger language plpgsql as $$
declare
  last auth.audit;
  removed auth.audit_removals;
begin
  perform pg_advisory_xact_lock(hashtext('wabridge.auth.audit'));
  select * into last from auth.audit order by id desc limit 1;
  if last.id is null then
    select * into removed from auth.audit_removals order by last_id desc limit 1;
    last.id := removed.last_id;
    last.hash := removed.hash;
  end if;
  new.id := coalesce(last.id, 0) + 1;
  new.at := clock_timestamp();
  new.hash := auth.audit_hash(last.hash, new);
  return new;
end $$;
