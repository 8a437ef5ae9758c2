-- what waits before it is a message of the ledger is found by the ids in its idempotency key
create index held_ids on held using gin (string_to_array(idempotency_key, ':')) where message_id is null;
create index parked_ids on parked using gin (string_to_array(idempotency_key, ':'))
  where message_id is null and state = 'PARKED';
