-- the last question of a conversation whose answers were sent as numbers; the answers are encrypted
create table open_questions (
  conversation_id text primary key references conversation_mappings on delete cascade,
  tenant_id       text not null,
  desk_message_id text not null,
  answers         bytea not null,
  asked_at        timestamptz not null default now(),
  answered_by     text
);
