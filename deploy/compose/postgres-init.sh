#!/bin/bash
# First start: creates the services' database and its owner, who is not a superuser. The password is
# passed in the environment, never in a command line.
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" <<'SQL'
\getenv password WABRIDGE_PASSWORD
create role wabridge login password :'password';
create database wabridge owner wabridge;
revoke connect on database wabridge from public;
SQL
