# shellcheck shell=sh
# The complete test run: separate stores, the tests of all modules, a short fault run, one summary line.

run_tests() {
  cd "$ROOT" || exit 1
  need_jdk
  need_tool mvn maven
  browser_for_tests
  prometheus_for_tests
  # the tests of the modules leave rows in the database of the suite, encrypted with their key
  BRIDGE_MASTER_KEY=$(sed -n 's/.* MASTER_KEY = "\(.*\)";/\1/p' "$ROOT/testkit/src/main/java/io/wabridge/testkit/Stores.java")
  export BRIDGE_MASTER_KEY
  lock
  all_modules "$@"
  if [ "$outcome" -ne 0 ] && broken_broker; then
    warn "RabbitMQ itself crashed, which is not a failure of the bridge: repeating all tests with a new instance."
    all_modules "$@"
    ! broken_broker || bad "RabbitMQ crashed again."
  fi
  say
  fault_run "$outcome" "$@" || [ "$outcome" -ne 0 ] || outcome=1
  count_tests
  exit "$outcome"
}

# all_modules [ARGUMENTS FOR MAVEN]: every module's tests with empty stores; sets outcome.
all_modules() {
  fresh_stores
  finish=stores_down
  stores_up
  find . -path '*/target/*-reports/TEST-*.xml' -not -path './.bridge/*' -exec rm -f {} + 2>/dev/null
  : >"$BRIDGE_HOME/test.log"
  # in the background, so that a signal stops it and the stores immediately
  mvn -B verify --fail-at-end -Dsurefire.rerunFailingTestsCount=1 "$@" >"$BRIDGE_HOME/test.log" 2>&1 </dev/null &
  maven=$!
  tail -n +1 -f "$BRIDGE_HOME/test.log" &
  helpers="$maven $!"
  wait "$maven"
  outcome=$?
  sleep 1
  kill "${helpers#* }"
  helpers=''
  stores_down
  finish=''
}

# A quorum queue of RabbitMQ 3 that waits for seconds right after its declaration can crash. Once the
# log shared by all quorum queues has failed, every later test fails; only RabbitMQ's own log shows it.
broken_broker() {
  grep -nE '\[(error|critical)\]|crash' "$BRIDGE_HOME/rabbitmq.log" 2>/dev/null |
    grep -vE 'Channel error on connection|caused a channel exception' >"$BRIDGE_HOME/rabbitmq.errors"
  [ -s "$BRIDGE_HOME/rabbitmq.errors" ] || return 1
  say "  RabbitMQ logged errors during the tests, the first of them:"
  head -n 80 "$BRIDGE_HOME/rabbitmq.errors" | cut -c1-240 | sed 's/^/      /' >&2
}

# fault_run OUTCOME [ARGUMENTS FOR MAVEN]: skipped if Maven was given arguments for a part of the tests.
fault_run() {
  tested=$1
  shift
  case "${BRIDGE_TEST_FAULTS:-}$#" in
    no*)
      warn "The fault run is skipped, because BRIDGE_TEST_FAULTS is no."
      return 0
      ;;
    yes* | 0) ;;
    *)
      warn "The fault run is skipped, because there are arguments for Maven (BRIDGE_TEST_FAULTS=yes includes it)."
      return 0
      ;;
  esac
  # Maven has just packaged it
  if [ "$tested" -eq 0 ] && [ $# -eq 0 ]; then fingerprint >"$ROOT/.bridge/built"; fi
  seed=$(($(od -An -tu4 -N 4 /dev/urandom) % 1000000000))
  say "  Fault run, about 3 minutes; to repeat it: ./bridge faults --short --seed $seed"
  env -u BRIDGE_PUBLIC_URL -u BRIDGE_WHATSAPP_GRAPH_URL -u BRIDGE_OUTSIDE_ALLOW_EXPLICIT_ADDRESSES \
    -u BRIDGE_OUTSIDE_ALLOW_PRIVATE_ADDRESSES BRIDGE_HOME="$ROOT/.bridge/faults" BRIDGE_PORT=26080 \
    "$ROOT/bridge" faults --short --seed "$seed" >"$BRIDGE_HOME/faults.log" 2>&1 </dev/null &
  helpers=$!
  wait "$helpers"
  verdict=$?
  helpers=''
  if [ "$verdict" -eq 0 ]; then
    ok "Fault run, seed $seed: $(grep '^accepted=' "$BRIDGE_HOME/faults.log" | tail -n 1)"
  else
    bad "Fault run, seed $seed, failed: $(grep '^accepted=' "$BRIDGE_HOME/faults.log" | tail -n 1)"
    show_log "$BRIDGE_HOME/faults.log" 40
  fi
  return "$verdict"
}

# Tests start with empty stores; the data of a failed run stays until the next run.
fresh_stores() {
  case "$BRIDGE_HOME" in
    "$ROOT/.bridge/test" | "$ROOT/.bridge/faults" | "$ROOT/.bridge/cluster" | "$ROOT/.bridge/bench") ;;
    *) return 0 ;;
  esac
  for store in $STORES; do
    if running "$store"; then
      stores_down
      break
    fi
  done
  elsewhere=$(cat "$BRIDGE_HOME/postgres/where" 2>/dev/null)
  case "$elsewhere" in /var/lib/postgresql/wabridge-*) rm -rf "$elsewhere" ;; esac
  for store in $STORES; do rm -rf "${BRIDGE_HOME:?}/$store"; done
}

browser_for_tests() {
  browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
  if [ -n "$browser" ] && command -v chromedriver >/dev/null 2>&1; then return; fi
  if package_exists chromium-driver && may_install; then
    install_packages chromium chromium-driver
  else
    warn "chromium and chromedriver were not found; tests of the pages will fail. Install them: $(install_hint chromium chromium-driver)"
  fi
}

prometheus_for_tests() {
  if command -v prometheus >/dev/null 2>&1 && command -v promtool >/dev/null 2>&1 && command -v amtool >/dev/null 2>&1; then return; fi
  if package_exists prometheus && may_install; then
    install_packages prometheus prometheus-alertmanager
  else
    warn "prometheus, promtool and amtool were not found; tests of alerts and dashboards will fail. Install them: $(install_hint prometheus prometheus-alertmanager)"
  fi
}

# Counts from the reports, independent of Maven's output.
count_tests() {
  find . \( -path '*/target/surefire-reports/TEST-*.xml' -o -path '*/target/failsafe-reports/TEST-*.xml' \) \
    -not -path './.bridge/*' -exec grep -hm1 '<testsuite ' {} + | awk '
    function attribute(name) {
      return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0
    }
    { tests += attribute("tests"); failed += attribute("failures") + attribute("errors"); skipped += attribute("skipped") }
    END { printf "%d passed, %d failed, %d skipped\n", tests - failed - skipped, failed, skipped }'
}
