-- the key of a tenant's keyed hashes; it is deleted with the tenant's other keys
alter table tenant_keysets add column search_key bytea;

-- keyed hashes of a message's words; null: none were made
alter table message_content add column words bigint[];
-- hashes cannot be compressed
alter table message_content alter column words set storage external;
-- a short pending list: every search reads it as a whole
create index message_content_words on message_content using gin (words)
  with (gin_pending_list_limit = 1024) where words is not null;

-- which tenants' stored contents are given hashes, or lose them: from the newest to the oldest
create table search_indexing (
  tenant_id  text primary key,
  searchable boolean not null,
  -- where it goes on, with the content before this one; null: it is finished
  position   uuid,
  changed_at timestamptz not null default now()
);

-- what a person is found by: every three digits of the number, and the words of the names with
-- their beginnings. It names no other function of this schema: the database evaluates it also
-- where no schema is searched
create function person_terms(wa_id text, contact_name text, username text) returns text[]
  language sql immutable parallel safe as $$
  select coalesce(array_agg(distinct term), '{}') from (
    select '#' || substr(wa_id, i, 3) from generate_series(1, least(length(wa_id), 40) - 2) i
    union all
    select t.term
    from regexp_split_to_table(
        lower(regexp_replace(normalize(left(concat_ws(' ', contact_name, username), 400), NFKD),
          '[\u0300-\u036f]', '', 'g')),
        '[[:space:][:punct:]]+') name
      cross join lateral (
        select '=' || left(name, 40) as term
        union all
        select left(name, n) from generate_series(3, least(length(name), 12)) n) t
    where name <> '') terms(term)
$$;
create index conversation_person
  on conversation_mappings using gin (person_terms(wa_id, contact_name, username));
