#!/bin/sh
# Reads the cluster's cookie from a variable, like the public image.
set -eu
if [ -n "${RABBITMQ_ERLANG_COOKIE:-}" ]; then
  rm -f "$HOME/.erlang.cookie" # may be read-only
  (umask 077 && printf '%s' "$RABBITMQ_ERLANG_COOKIE" >"$HOME/.erlang.cookie")
  unset RABBITMQ_ERLANG_COOKIE
fi
export RABBITMQ_LOGS=-
exec "$@"
