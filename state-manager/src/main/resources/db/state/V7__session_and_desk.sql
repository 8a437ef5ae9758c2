-- what a desk's connector keeps about a conversation between two deliveries, encrypted
alter table conversation_mappings add column desk_session bytea;

-- a conversation belongs to one desk: when its channel moves to another, it is closed, and opened
-- again when the channel moves back
alter table conversation_mappings add column closed_at timestamptz;
create unique index conversation_bsuid_of_desk
  on conversation_mappings (tenant_id, channel_id, bsuid, desk_id) where bsuid is not null;
create unique index conversation_wa_id_of_desk
  on conversation_mappings (tenant_id, channel_id, wa_id, desk_id) where wa_id is not null;
drop index conversation_bsuid;
drop index conversation_wa_id;
alter index conversation_bsuid_of_desk rename to conversation_bsuid;
alter index conversation_wa_id_of_desk rename to conversation_wa_id;
