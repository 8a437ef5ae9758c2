-- how the channel's conversations are shared between desks; null: all go to the channel's own desk
alter table channels add column routing jsonb;
