-- when the desk got the conversation by a handover
alter table conversation_mappings add column assigned_at timestamptz;
