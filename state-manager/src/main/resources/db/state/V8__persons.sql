-- a group is a partner of a conversation, like a person
alter table conversation_mappings add column group_id text;
create unique index conversation_group
  on conversation_mappings (tenant_id, channel_id, group_id, desk_id) where group_id is not null;

-- two conversations that turned out to be of one person: the closed one names the one that goes on
alter table conversation_mappings add column merged_into text;
create index conversation_merged on conversation_mappings (merged_into) where merged_into is not null;

-- the key of the lane in which the partner's webhooks stay in order
alter table conversation_mappings add column lane text;

-- what all ids that the provider gives the message have in common
alter table message_tracking add column channel_token text;
create index message_token on message_tracking (conversation_id, channel_token)
  where channel_token is not null;

-- the address that the agent wrote to, if it is not the conversation's: receipts go there
alter table message_tracking add column receipt_address text;
