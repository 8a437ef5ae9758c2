-- whether texts as "/desk NAME" are commands of the agent to the bridge
alter table desks add column commands boolean not null default true;
