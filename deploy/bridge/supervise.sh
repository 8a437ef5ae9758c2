#!/bin/sh
# supervise.sh READY COMMAND...: runs a command, and again whenever it ends, as long as the file READY
# exists: "./bridge up" creates it when all services answer, and "./bridge down" removes it first. A
# command that fails to start is therefore not repeated. The pause grows up to a minute while the
# command keeps ending soon.
ready=$1
shift
stopping='' child='' pause=1
trap 'stopping=yes; kill -TERM "$child" 2>/dev/null' TERM HUP INT
while :; do
  begun=$(date +%s)
  "$@" &
  child=$!
  wait "$child"
  code=$?
  # a signal ends the wait before the command has ended
  while kill -0 "$child" 2>/dev/null; do
    wait "$child"
    code=$?
  done
  [ -z "$stopping" ] && [ -f "$ready" ] || exit "$code"
  [ $(($(date +%s) - begun)) -lt 60 ] || pause=1
  echo "$(date +%T) The process ended with code $code; it is started again in $pause s."
  sleep "$pause" &
  wait $!
  [ -z "$stopping" ] && [ -f "$ready" ] || exit "$code"
  pause=$((pause * 2))
  [ "$pause" -le 60 ] || pause=60
done
