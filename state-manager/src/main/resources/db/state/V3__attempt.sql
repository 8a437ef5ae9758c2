-- who has begun to hand a message over: the same one may ask again when our answer was lost
alter table message_tracking add column attempt text;
