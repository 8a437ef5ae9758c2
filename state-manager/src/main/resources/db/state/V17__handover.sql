-- a conversation that was handed over names the one that goes on, and the request
alter table conversation_mappings add column handed_over_to text;
alter table conversation_mappings add column handover_event text;

-- handed over to this desk on request: it stays there, whatever the routes of its channel say
alter table conversation_mappings add column assigned boolean not null default false;

-- closed by the desk itself: the agent's next message opens it again
alter table conversation_mappings add column finished boolean not null default false;

-- the conversation in whose lane the agents' messages to the person go, if it is not this one
alter table conversation_mappings add column reply_lane text;

-- the conversation in whose lane a message of the person waits to follow a handover
alter table message_tracking add column behind text;
create index message_behind on message_tracking (conversation_id) where behind is not null;
