-- the desk's ids of conversations, also former ones: a late message of an agent names a former one,
-- and is found with Redis empty, too
create table desk_conversations (
  tenant_id text not null,
  desk_id text not null,
  desk_conversation_id text not null,
  conversation_id text not null references conversation_mappings on delete cascade,
  -- since when the conversation has another one
  replaced_at timestamptz,
  primary key (tenant_id, desk_id, desk_conversation_id)
);
create index desk_conversations_of on desk_conversations (conversation_id);
create index desk_conversations_replaced on desk_conversations (replaced_at)
  where replaced_at is not null;

-- of two conversations with the same one, the open one, and then the latest, has it
insert into desk_conversations (tenant_id, desk_id, desk_conversation_id, conversation_id)
select distinct on (tenant_id, desk_id, desk_conversation_id)
  tenant_id, desk_id, desk_conversation_id, conversation_id
from conversation_mappings
where desk_conversation_id is not null
order by tenant_id, desk_id, desk_conversation_id, closed_at is not null,
  desk_conversation_at desc nulls last;

create function note_desk_conversation() returns trigger language plpgsql
  set search_path from current as $$
begin
  update desk_conversations set replaced_at = now()
  where conversation_id = new.conversation_id and replaced_at is null;
  if new.desk_conversation_id is not null then
    insert into desk_conversations (tenant_id, desk_id, desk_conversation_id, conversation_id)
    values (new.tenant_id, new.desk_id, new.desk_conversation_id, new.conversation_id)
    on conflict (tenant_id, desk_id, desk_conversation_id)
      do update set conversation_id = excluded.conversation_id, replaced_at = null;
  end if;
  return null;
end $$;

create trigger note_desk_conversation
  after update of desk_conversation_id on conversation_mappings for each row
  when (old.desk_conversation_id is distinct from new.desk_conversation_id)
  execute function note_desk_conversation();
