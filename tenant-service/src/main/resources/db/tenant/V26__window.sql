-- what happens to replies outside of the 24-hour window; null: they are refused
alter table channels add column window_policy jsonb;
