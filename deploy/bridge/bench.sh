# shellcheck shell=sh
# The benchmark: separate stores and services; load generator and stand-ins in one process.

bench() {
  if [ "${1:-}" = search ]; then
    shift
    bench_search "$@"
  fi
  layout=suite sandbox=no with_build=yes
  for option in "$@"; do
    case "$option" in
      --processes) layout=processes ;;
      --no-build) with_build=no ;;
    esac
  done
  need_jdk
  if running bench; then die "A benchmark is already running here (pid $(pid_of bench))."; fi
  mkdir -p "$PIDS"
  printf '%s %s\n' "$$" "$(birth $$)" >"$PIDS/bench"
  helpers=''
  trap leave_bench EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  [ "$with_build" = no ] || build
  keep_copy
  class_path
  rehearse
  # a killed run leaves processes behind
  # shellcheck disable=SC2086
  stop suite $SERVICES
  fresh_stores
  rm -rf "${BRIDGE_HOME:?}/spool"
  "$ROOT/bridge" stores up || exit 1
  unbind_limits
  plan_processes
  begun=$(now)
  start_processes
  await_services
  BENCH_START_SECONDS=$(awk -v from="$begun" -v to="$(now)" 'BEGIN { printf "%.1f", to - from }')
  ok "Ten services are ready ($layout): started in $BENCH_START_SECONDS s."
  BENCH_LAYOUT=$layout
  BENCH_COMMIT=$(bench_commit)
  BENCH_PIDS_SERVICES=$(leaders | tr '\n' ' ')
  BENCH_PIDS_BROKER=$(pid_of rabbitmq)
  BENCH_PIDS_DATABASE=$(pid_of postgres)
  BENCH_PIDS_REDIS=$(pid_of redis)
  BENCH_PIDS_STORE=$(pid_of s3)
  BRIDGE_ROOT=$ROOT
  export BENCH_START_SECONDS BENCH_LAYOUT BENCH_COMMIT BENCH_PIDS_SERVICES BENCH_PIDS_BROKER BENCH_PIDS_DATABASE \
    BENCH_PIDS_REDIS BENCH_PIDS_STORE BRIDGE_ROOT CLASSPATH_OF_LAB
  for option in "$@"; do
    shift
    [ "$option" = --no-build ] || set -- "$@" "$option"
  done
  "$JDK/bin/java" -XX:+UseSerialGC -Xmx1g -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 \
    -cp "$CLASSPATH_OF_LAB" io.wabridge.suite.bench.Bench "$@" &
  harness=$!
  wait "$harness"
  exit $?
}

# The search over encrypted messages: only the stores, and state-manager in the process of the harness.
bench_search() {
  with_build=yes
  for option in "$@"; do
    shift
    if [ "$option" = --no-build ]; then with_build=no; else set -- "$@" "$option"; fi
  done
  need_jdk
  if running bench; then die "A benchmark is already running here (pid $(pid_of bench))."; fi
  mkdir -p "$PIDS"
  printf '%s %s\n' "$$" "$(birth $$)" >"$PIDS/bench"
  helpers=''
  trap leave_bench EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  [ "$with_build" = no ] || build
  keep_copy
  class_path
  fresh_stores
  "$ROOT/bridge" stores up || exit 1
  "$JDK/bin/java" -Xmx2g -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Dlogging.level.root=ERROR \
    -cp "$CLASSPATH_OF_LAB" io.wabridge.suite.bench.search.SearchBench "$@" &
  harness=$!
  wait "$harness"
  exit $?
}

# A plus sign: the sources differ from the commit.
bench_commit() {
  commit=$(git -C "$ROOT" rev-parse --short HEAD 2>/dev/null) || commit=unknown
  [ -z "$(git -C "$ROOT" status --porcelain 2>/dev/null)" ] || commit=$commit+
  printf '%s\n' "$commit"
}

# All rate limits stay on, with values that one machine cannot reach.
unbind_limits() {
  export BRIDGE_RESILIENCE_LIMITS_GENESYS_CALLSPERMINUTE=10000000 \
    BRIDGE_RESILIENCE_LIMITS_CLOUD_MESSAGESPERSECOND=100000 \
    BRIDGE_RESILIENCE_LIMITS_CLOUD_PAIRSECONDS=0.01 BRIDGE_RESILIENCE_LIMITS_CLOUD_PAIRBURST=1000 \
    BRIDGE_QUOTA_MESSAGES_PER_SECOND=100000 BRIDGE_GATEWAY_AT_ONCE=2000 \
    BRIDGE_GATEWAY_AT_ONCE_PER_ADDRESS=2000 BRIDGE_GATEWAY_LIMITS_CONNECTIONS=2000 \
    BRIDGE_GATEWAY_LIMITS_REQUESTS_PER_SECOND=100000
}

# On every exit: stop the harness, then the services, then the stores.
leave_bench() {
  code=$?
  trap '' INT TERM HUP
  if [ -n "${harness:-}" ] && [ -n "$(birth "$harness")" ]; then
    kill "$harness" 2>/dev/null
    wait "$harness" 2>/dev/null
  fi
  # shellcheck disable=SC2086
  stop suite $SERVICES
  rm -f "$PIDS/bench"
  "$ROOT/bridge" stores down >/dev/null
  exit "$code"
}
