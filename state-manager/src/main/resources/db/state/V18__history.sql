-- the keys of each tenant, encrypted with the platform's key: without them its contents are unreadable
create table tenant_keysets (
  tenant_id  text primary key,
  keyset     bytea not null,
  created_at timestamptz not null default now()
);

-- what was said, encrypted with the tenant's key, by the month of its arrival, with which its id
-- begins; null: its sender deleted it, and the tenant keeps no deleted contents
create table message_content (
  tenant_id  text not null,
  message_id uuid not null,
  refers_to  uuid,
  content    bytea,
  primary key (tenant_id, message_id)
) partition by range (message_id);
-- the ciphertext cannot be compressed
alter table message_content alter column content set storage external;
create index message_content_refers on message_content (tenant_id, refers_to)
  where refers_to is not null;
create table message_content_other partition of message_content default;

-- the smallest id of this time
create function first_id_of(at timestamptz) returns uuid
  language sql stable parallel safe as $$
  select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- creates the partition of a month, if it does not exist, and moves there what arrived before it did
create function content_of_month(month date) returns void language plpgsql as $$
declare
  part text := 'message_content_' || to_char(month, 'YYYY_MM');
  first_id uuid := first_id_of(month::timestamp at time zone 'UTC');
  end_id uuid := first_id_of((month + interval '1 month')::timestamp at time zone 'UTC');
begin
  if to_regclass(part) is not null then
    return;
  end if;
  execute format('create table %I (like message_content including all)', part);
  lock table message_content_other in access exclusive mode;
  execute format('with early as (delete from message_content_other where message_id >= %L
    and message_id < %L returning *) insert into %I select * from early', first_id, end_id, part);
  execute format('alter table message_content attach partition %I for values from (%L) to (%L)',
    part, first_id, end_id);
end $$;

select content_of_month(date_trunc('month', now() at time zone 'UTC')::date);
select content_of_month((date_trunc('month', now() at time zone 'UTC') + interval '1 month')::date);
