-- which statuses of this message its desk shows, besides delivered and failed
alter table message_tracking add column shown_statuses text[];
-- the rank of the receipt that an envelope claimed last; null: none, or claimed by an older version
alter table message_tracking add column receipt_rank smallint;

-- The rank of the receipt for a message with this status: a receipt never follows one of the same
-- rank or a higher one. A status that the desk does not show counts as the one below it; read
-- always says that the message was delivered.
create function receipt_rank(status text, shown text[]) returns smallint
  language sql immutable parallel safe as $$
  select case status
    when 'FAILED' then 5
    when 'READ' then case when 'READ' = any(shown) then 4 else 3 end
    when 'DELIVERED' then 3
    when 'SENT' then case
      when 'SENT' = any(shown) then 2 when 'ACCEPTED' = any(shown) then 1 else 0 end
    when 'ACCEPTED' then case when 'ACCEPTED' = any(shown) then 1 else 0 end
    else 0 end::smallint
$$;

-- The rank up to which a message has its receipts: claimed, or shown at the desk. An older version
-- claimed one receipt for a message, and no rank.
create function receipt_rank_reached(told text, claim text, rank smallint) returns smallint
  language sql immutable parallel safe as $$
  select greatest(
    receipt_rank(told, '{ACCEPTED,SENT,READ}'),
    coalesce(rank, case when claim is null then 0 else 5 end::smallint))
$$;
