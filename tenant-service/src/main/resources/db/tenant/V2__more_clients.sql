-- further OAuth clients of a desk, in the order they were entered; their secrets lie in the credentials
alter table desks add column more_client_ids text[] not null default '{}';
