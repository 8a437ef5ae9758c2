-- rows that change with every message leave room for their next version beside them
alter table conversation_mappings set (fillfactor = 70);
alter table message_tracking set (fillfactor = 70);

-- what has no end yet, without touching an index at every step on the way there
drop index message_waiting;
alter table message_tracking add column open boolean generated always as
  (status in ('RECEIVED', 'DELIVERING', 'UNCERTAIN') or (status = 'ACCEPTED' and direction = 'OUTBOUND')) stored;
create index message_open on message_tracking (tenant_id, accepted_at) where open;
