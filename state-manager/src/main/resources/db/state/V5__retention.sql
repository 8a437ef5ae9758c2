-- the stations of messages lie by month, so that what is old goes as a whole
alter table message_hops rename to message_hops_before;
alter index message_hops_message rename to message_hops_before_message;
create table message_hops (
  message_id text not null,
  at         timestamptz not null,
  stage      text not null,
  outcome    text not null,
  detail     text
) partition by range (at);
create index message_hops_message on message_hops (message_id);
create table message_hops_other partition of message_hops default;

-- creates the month's partition, if it is not there
create function hops_of_month(month date) returns void language plpgsql as $$
begin
  execute format('create table if not exists %I partition of message_hops for values from (%L) to (%L)',
    'message_hops_' || to_char(month, 'YYYY_MM'), month, (month + interval '1 month')::date);
end $$;

select hops_of_month(date_trunc('month', now())::date);
select hops_of_month((date_trunc('month', now()) + interval '1 month')::date);
insert into message_hops select * from message_hops_before;
drop table message_hops_before;
