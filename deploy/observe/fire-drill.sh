#!/bin/sh
# A fire drill against the running installation (./bridge up): kills the process that reads
# inbound-transformer's lanes, and waits until a real Prometheus fires and a real Alertmanager has
# the alert. Uses a copy of the rules in which every alert fires after 10 s; the expressions are
# those of rules/. With --restart it starts the killed process again at the end.
#   BRIDGE_HOME=.bridge deploy/observe/fire-drill.sh [--restart]
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(CDPATH='' cd -- "$here/../.." && pwd)
export BRIDGE_HOME="${BRIDGE_HOME:-$root/.bridge}"
case "$BRIDGE_HOME" in /*) ;; *) BRIDGE_HOME=$root/$BRIDGE_HOME ;; esac
[ -f "$BRIDGE_HOME/settings.env" ] || {
  echo "No installation in $BRIDGE_HOME. Start it: ./bridge up" >&2
  exit 1
}
set -a
# shellcheck disable=SC1091
. "$BRIDGE_HOME/settings.env"
set +a
export PROMETHEUS_PORT="${PROMETHEUS_PORT:-$((BRIDGE_PORT + 20))}"
export ALERTMANAGER_PORT="${ALERTMANAGER_PORT:-$((BRIDGE_PORT + 21))}"
work=$BRIDGE_HOME/drill
rm -rf "$work"
INTERVAL=2s HASTE=10s "$here/local.sh" "$work"
# so that Alertmanager shows the alert immediately
sed -i 's/group_wait: .*/group_wait: 1s/' "$work/alertmanager.yml"

started=''
# shellcheck disable=SC2086
finish() { [ -z "$started" ] || kill $started 2>/dev/null || true; }
trap finish EXIT
trap 'exit 130' INT TERM

say() { printf '%s  %s\n' "$(date +%H:%M:%S)" "$*"; }
ask() { curl -s -m 5 "$@" 2>/dev/null || true; }
prometheus() { ask --get --data-urlencode "query=$1" "http://127.0.0.1:$PROMETHEUS_PORT/api/v1/query"; }
state() {
  case "$(prometheus "ALERTS{alertname=\"NoConsumers\",queue=\"inbound-transformer.0\"}")" in
    *'"alertstate":"firing"'*) echo firing ;;
    *'"alertstate":"pending"'*) echo pending ;;
    *) echo quiet ;;
  esac
}
wait_for() { # WHAT SECONDS COMMAND…
  what=$1 left=$2
  shift 2
  while ! "$@"; do
    left=$((left - 1))
    [ "$left" -gt 0 ] || { say "Timed out waiting until $what." && exit 1; }
    sleep 1
  done
}
all_up() { case "$(prometheus 'sum(up)')" in *',"13"]'*) return 0 ;; *) return 1 ;; esac; }
is() { [ "$(state)" = "$1" ]; }
arrived() {
  ask "http://127.0.0.1:$ALERTMANAGER_PORT/api/v2/alerts" | grep -q '"alertname":"NoConsumers"'
}

(cd "$work" && exec prometheus --config.file=prometheus.yml --storage.tsdb.path=data \
  --web.listen-address="127.0.0.1:$PROMETHEUS_PORT" >prometheus.log 2>&1) &
started=$!
(cd "$work" && exec prometheus-alertmanager --config.file=alertmanager.yml --storage.path=alertmanager \
  --cluster.listen-address= --web.listen-address="127.0.0.1:$ALERTMANAGER_PORT" >alertmanager.log 2>&1) &
started="$started $!"

wait_for "all 13 targets are up" 180 all_up
say "Prometheus sees 13 of 13 targets up; NoConsumers is $(state)."
for victim in inbound-transformer suite; do
  [ ! -f "$BRIDGE_HOME/pids/$victim" ] || break
done
pid=$(sed 's/ .*//;q' "$BRIDGE_HOME/pids/$victim")
grep -q io.wabridge "/proc/$pid/cmdline" || { say "$victim is not running." && exit 1; }
kill -KILL "$pid"
say "Killed $victim (pid $pid), which reads the lanes of inbound-transformer."
wait_for "NoConsumers is pending" 120 is pending
say "NoConsumers is pending."
wait_for "NoConsumers fires" 120 is firing
say "NoConsumers fires."
wait_for "Alertmanager has it" 60 arrived
wanted='alertname=~"NoConsumers|ServiceGone"'
say "Alertmanager reports:"
amtool --alertmanager.url="http://127.0.0.1:$ALERTMANAGER_PORT" alert query "$wanted" | cut -c1-150
say "Suppressed by these:"
amtool --alertmanager.url="http://127.0.0.1:$ALERTMANAGER_PORT" alert query --inhibited "$wanted" | cut -c1-150
if [ "${1:-}" = --restart ]; then
  "$root/bridge" up --no-build >"$work/up.log" 2>&1 || { say "The restart failed, see $work/up.log" && exit 1; }
  wait_for "NoConsumers is quiet again" 300 is quiet
  say "Started again; NoConsumers is $(state)."
fi
