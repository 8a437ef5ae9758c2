#!/bin/sh
# Tests the compose installation: starts a separate one, plays the demo's conversation, kills RabbitMQ
# with SIGKILL during a second one, runs two stages with two processes each and checks how their lanes
# are distributed, and removes everything. The exit code is the result.
#
#   deploy/compose/try.sh            with the public images
#   deploy/compose/try.sh --local    with the stand-ins of deploy/images/local.sh
#   deploy/compose/try.sh --keep     leaves it running
set -u
ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P) || exit 1
cd "$ROOT" || exit 1
files='-f docker-compose.yml' keep=''
for option in "$@"; do
  case "$option" in
    --local) files="$files -f deploy/compose/local-images.yaml" ;;
    --keep) keep=yes ;;
    *)
      echo "Unknown option: $option. See the first lines of $0." >&2
      exit 64
      ;;
  esac
done
HOME_OF_TRY=$ROOT/.bridge/try
env=$HOME_OF_TRY/env

say() { printf '  %s  %s\n' "$(date +%H:%M:%S)" "$*"; }
compose() {
  # shellcheck disable=SC2086
  env -u COMPOSE_FILE -u COMPOSE_PROFILES docker compose -p wabridge-try --env-file "$env" $files --profile sandbox "$@"
}

# shellcheck disable=SC2317 # by the trap
leave() {
  code=$?
  trap '' INT TERM
  if [ "$code" -ne 0 ]; then
    compose ps -a >"$HOME_OF_TRY/ps.log" 2>&1
    compose logs --no-color >"$HOME_OF_TRY/containers.log" 2>&1
    say "The containers' logs are in .bridge/try/containers.log."
  fi
  [ -n "$keep" ] || compose --profile demo down -v --remove-orphans >"$HOME_OF_TRY/down.log" 2>&1
  exit "$code"
}

# play NAME: one conversation; its last line gives the number of passed steps.
play() {
  compose run --rm --no-deps -T demo >"$HOME_OF_TRY/$1.log" 2>&1
}

docker compose version >/dev/null 2>&1 || {
  echo "Docker has no Compose 2. On Debian: deploy/images/local.sh --compose" >&2
  exit 1
}
mkdir -p "$HOME_OF_TRY"
rm -f "$env" "$HOME_OF_TRY"/*.log
BRIDGE_PORT=${BRIDGE_PORT:-28080} ./bridge env --file "$env" >/dev/null || exit 1
trap leave EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

compose config -q || exit 1
begun=$(date +%s)
say "Building the images"
compose build -q >"$HOME_OF_TRY/build.log" 2>&1 || {
  tail -n 20 "$HOME_OF_TRY/build.log" >&2
  exit 1
}
built=$(date +%s)
say "Built after $((built - begun)) s; starting"
compose up -d --wait --wait-timeout 600 >"$HOME_OF_TRY/up.log" 2>&1 || {
  tail -n 20 "$HOME_OF_TRY/up.log" >&2
  exit 1
}
say "All healthy after $(($(date +%s) - built)) s"
compose ps --format '{{.Service}} {{.Status}}' | sort | sed 's/^/      /'

say "A conversation"
play calm
calm=$?
sed 's/^/    /' "$HOME_OF_TRY/calm.log"

say "A conversation during which RabbitMQ is killed"
play killed &
playing=$!
until [ "$(grep -c ' s  ' "$HOME_OF_TRY/killed.log" 2>/dev/null)" -ge 4 ] || ! kill -0 "$playing" 2>/dev/null; do sleep 0.1; done
broker=$(compose ps -q rabbitmq)
before=$(docker inspect -f '{{.State.StartedAt}}' "$broker")
# kill -9 of the process itself, so that Docker's restart policy must restart it; if that is not
# permitted, Docker kills it and starts it again
if kill -9 "$(docker inspect -f '{{.State.Pid}}' "$broker")" 2>/dev/null; then
  say "Killed (its process); Docker restarts it"
else
  docker kill -s KILL "$broker" >/dev/null && docker start "$broker" >/dev/null
  say "Killed, and started again"
fi
wait "$playing"
killed=$?
sed 's/^/    /' "$HOME_OF_TRY/killed.log"
[ "$before" != "$(docker inspect -f '{{.State.StartedAt}}' "$broker")" ] || {
  say "RabbitMQ was not restarted, so the test proves nothing."
  exit 1
}
say "A second inbound-transformer and a second outbound-transformer"
compose up -d --no-build --no-deps --wait --wait-timeout 300 --scale inbound-transformer=2 --scale outbound-transformer=2 \
  inbound-transformer outbound-transformer >"$HOME_OF_TRY/scale.log" 2>&1
sleep 5
compose exec -T rabbitmq rabbitmqctl -q --no-table-headers list_consumers queue_name channel_pid active arguments |
  tr -d '\r' | awk -F '\t' '$1 ~ /transformer/ { gsub(/[^0-9]/, "", $4); print $1, $4, $3 }' | sort >"$HOME_OF_TRY/lanes.log"
# of two consumers of a lane, the one with the higher priority reads it
awk '{ n[$1]++; if ($3 == "true") reads[$1] = $2; else waits[$1] = $2 }
  END {
    for (lane in n) {
      printf "      %s: priority %s reads, priority %s waits\n", lane, reads[lane], waits[lane] | "sort"
      if (n[lane] != 2 || reads[lane] + 0 < waits[lane] + 0) wrong = 1
    }
    close("sort")
    exit wrong || length(n) != 8
  }' "$HOME_OF_TRY/lanes.log"
spread=$?
say "Memory: $(docker stats --no-stream --format '{{.Name}} {{.MemUsage}}' | sed -n 's/^wabridge-try-\(.*\)-1 \([^ ]*\) .*/\1 \2/p' | sort | paste -sd ';' - | sed 's/;/; /g')"
if [ "$calm" -eq 0 ] && [ "$killed" -eq 0 ] && [ "$spread" -eq 0 ]; then
  say "Both conversations passed, and the lanes are read by the expected processes."
  exit 0
fi
say "Failed: exit codes $calm, $killed and $spread."
exit 1
