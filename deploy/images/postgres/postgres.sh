#!/bin/bash
# Like the public image: at the first start creates a cluster with the password POSTGRES_PASSWORD, runs
# /docker-entrypoint-initdb.d, then starts the server.
set -eu
if [ "$1" = postgres ] && [ ! -s "$PGDATA/PG_VERSION" ]; then
  [ -n "${POSTGRES_PASSWORD:-}" ] || {
    echo "POSTGRES_PASSWORD is empty" >&2
    exit 1
  }
  mkdir -p "$PGDATA" && chmod 700 "$PGDATA"
  initdb -D "$PGDATA" -U postgres -E UTF8 --locale=C.UTF-8 -A scram-sha-256 --auth-local=trust --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD")
  echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
  # no outside connections until it is complete
  pg_ctl -D "$PGDATA" -w -o "-c listen_addresses=''" start
  export PGUSER=postgres POSTGRES_USER=postgres POSTGRES_DB=postgres
  for script in /docker-entrypoint-initdb.d/*.sh; do
    [ ! -f "$script" ] || . "$script"
  done
  pg_ctl -D "$PGDATA" -m fast -w stop
fi
[ "$1" != postgres ] || { shift && set -- postgres -c listen_addresses='*' "$@"; }
exec "$@"
