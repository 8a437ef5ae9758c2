# shellcheck shell=sh
# The fault suite: separate stores and processes, faults under load, then the checker.

faults() {
  need_jdk
  if running faults; then die "A fault suite is already running here (pid $(pid_of faults))."; fi
  mkdir -p "$PIDS"
  printf '%s %s\n' "$$" "$(birth $$)" >"$PIDS/faults"
  build
  keep_copy
  class_path
  # a short run ends before the AOT cache pays off, and a quick one before Java's second compiler does
  case " $* " in
    *' --short '*) ;;
    *) rehearse ;;
  esac
  case " $* " in
    *' --short '* | *' --quick '* | *' --without '* | *' --fair '* | *' --replay '*) BRIDGE_COMPILERS=-XX:TieredStopAtLevel=1 ;;
    *) BRIDGE_COMPILERS='' ;;
  esac
  BRIDGE_REHEARSED=$(rehearsed)
  for process in $SERVICES sandbox; do
    # a killed run leaves processes behind
    if running "$process"; then stop "$process"; fi
  done
  fresh_stores
  rm -rf "${BRIDGE_HOME:?}/spool"
  trap leave_faults EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  "$ROOT/bridge" stores up || exit 1
  # stores up installs one where it may; the faults stop and cut it, which they cannot do in a container
  find_rabbitmq || die "The fault suite needs a RabbitMQ installed on this machine."
  case " $* " in
    *' --without fsync '*) leave_out_fsync ;;
    *) assert_fsync ;;
  esac
  # the whole load comes from one address
  export BRIDGE_GATEWAY_AT_ONCE_PER_ADDRESS=200 BRIDGE_GATEWAY_LIMITS_CONNECTIONS=2000 \
    BRIDGE_GATEWAY_LIMITS_REQUESTS_PER_SECOND=100000
  BRIDGE_ROOT=$ROOT
  export BRIDGE_ROOT RABBITMQ_BIN CLASSPATH_OF_SUITE CLASSPATH_OF_LAB BRIDGE_REHEARSED BRIDGE_COMPILERS
  "$JDK/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m -Dstdout.encoding=UTF-8 \
    -Dstderr.encoding=UTF-8 -cp "$CLASSPATH_OF_LAB" io.wabridge.suite.faults.Faults "$@" &
  harness=$!
  wait "$harness"
  exit $?
}

# On every exit: stop the harness, which stops its processes, then the rest, then the stores.
leave_faults() {
  code=$?
  trap '' INT TERM HUP
  if [ -n "${harness:-}" ] && [ -n "$(birth "$harness")" ]; then
    kill "$harness" 2>/dev/null
    wait "$harness" 2>/dev/null
  fi
  # shellcheck disable=SC2086
  stop $SERVICES sandbox
  rm -f "$PIDS/faults"
  "$ROOT/bridge" stores down >/dev/null
  exit "$code"
}

# PostgreSQL does not flush; kept in this database, which the next run deletes.
leave_out_fsync() {
  for setting in fsync synchronous_commit full_page_writes; do
    echo "alter system set $setting = off" | sql postgres postgres "$POSTGRES_ADMIN_PASSWORD" >/dev/null
  done
  echo 'select pg_reload_conf()' | sql postgres postgres "$POSTGRES_ADMIN_PASSWORD" >/dev/null
  sleep 1
  value=$(echo 'show fsync' | sql postgres postgres "$POSTGRES_ADMIN_PASSWORD")
  [ "$value" = off ] || die "PostgreSQL still runs with fsync $value." "The run would prove nothing."
}

# Without flushing, a killed database loses committed data, and the run would blame the bridge.
assert_fsync() {
  for setting in fsync synchronous_commit full_page_writes; do
    value=$(echo "show $setting" | sql postgres postgres "$POSTGRES_ADMIN_PASSWORD")
    [ "$value" = on ] || die "PostgreSQL runs with $setting $value." "The fault suite needs the value on."
  done
}
