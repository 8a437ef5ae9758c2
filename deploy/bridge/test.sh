# shellcheck shell=sh
# The whole test run: stores of its own, every module's tests, one line of counts at the end.

run_tests() {
  cd "$ROOT" || exit 1
  need_jdk
  need_tool mvn maven
  browser_for_tests
  lock
  fresh_stores
  finish=stores_down
  stores_up
  find . -path '*/target/*-reports/TEST-*.xml' -not -path './.bridge/*' -exec rm -f {} + 2>/dev/null
  : >"$BRIDGE_HOME/test.log"
  # in the background, so that a signal stops it at once and the stores with it
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
  say
  count_tests
  exit "$outcome"
}

# Tests begin with empty stores; what a failed run left is there to be looked at until the next one.
fresh_stores() {
  case "$BRIDGE_HOME" in
    "$ROOT/.bridge/test" | "$ROOT/.bridge/faults") ;;
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

# From the reports themselves, so that the figure is the same whatever Maven printed.
count_tests() {
  find . \( -path '*/target/surefire-reports/TEST-*.xml' -o -path '*/target/failsafe-reports/TEST-*.xml' \) \
    -not -path './.bridge/*' -exec grep -hm1 '<testsuite ' {} + | awk '
    function attribute(name) {
      return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0
    }
    { tests += attribute("tests"); failed += attribute("failures") + attribute("errors"); skipped += attribute("skipped") }
    END { printf "%d passed, %d failed, %d skipped\n", tests - failed - skipped, failed, skipped }'
}
