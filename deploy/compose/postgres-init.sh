#!/bin/bash
# At the first start: the services' database and its owner, who is no superuser. The password goes
# through the environment and never through a command line.
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" <<'SQL'
\getenv password WABRIDGE_PASSWORD
create role wabridge login password :'password';
create database wabridge owner wabridge;
revoke connect on database wabridge from public;
SQL
