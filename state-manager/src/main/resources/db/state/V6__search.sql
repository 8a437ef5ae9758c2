-- WhatsApp's id comes first, so that a search that knows nothing else finds it without reading the whole index
create unique index message_meta_first on message_tracking (meta_message_id, channel_id);
drop index message_meta;
alter index message_meta_first rename to message_meta;
