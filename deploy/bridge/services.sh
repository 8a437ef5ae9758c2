# shellcheck shell=sh
# The ten services and the sandbox, in one JVM or one each.

SERVICES='tenant-service auth-service state-manager whatsapp-webhook-service inbound-transformer
genesys-api-service genesys-webhook-service outbound-transformer whatsapp-api-service api-gateway'
START_LIMIT=${BRIDGE_START_LIMIT:-180}

# port, package, main class
about() {
  case "$1" in
    tenant-service) echo "$TENANT_SERVICE_PORT" tenant TenantServiceApplication ;;
    auth-service) echo "$AUTH_SERVICE_PORT" auth AuthServiceApplication ;;
    state-manager) echo "$STATE_MANAGER_PORT" state StateManagerApplication ;;
    whatsapp-webhook-service) echo "$WHATSAPP_WEBHOOK_SERVICE_PORT" whatsapp.webhook WhatsAppWebhookServiceApplication ;;
    inbound-transformer) echo "$INBOUND_TRANSFORMER_PORT" inbound InboundTransformerApplication ;;
    genesys-api-service) echo "$GENESYS_API_SERVICE_PORT" genesys.api GenesysApiServiceApplication ;;
    genesys-webhook-service) echo "$GENESYS_WEBHOOK_SERVICE_PORT" genesys.webhook GenesysWebhookServiceApplication ;;
    outbound-transformer) echo "$OUTBOUND_TRANSFORMER_PORT" outbound OutboundTransformerApplication ;;
    whatsapp-api-service) echo "$WHATSAPP_API_SERVICE_PORT" whatsapp.api WhatsAppApiServiceApplication ;;
    api-gateway) echo "$BRIDGE_PORT" gateway ApiGatewayApplication ;;
    sandbox) echo "$SANDBOX_WHATSAPP_PORT" sandbox Sandbox ;;
    *) return 1 ;;
  esac
}

service_port() { about "$1" | cut -d' ' -f1; }
package_of() { about "$1" | cut -d' ' -f2; }
main_class() { about "$1" | awk '{ print "io.wabridge." $2 "." $3 }'; }

up_anything() {
  for process in suite $SERVICES sandbox; do
    ! running "$process" || return 0
  done
  return 1
}

mode() { sed -n "s/^$1=//p" "$BRIDGE_HOME/mode" 2>/dev/null; }

up() {
  asked_layout='' asked_sandbox='' with_build=yes
  for option in "$@"; do
    case "$option" in
      --processes) asked_layout=processes ;;
      --no-sandbox) asked_sandbox=no ;;
      --no-build) with_build=no ;;
      *) die "Unknown option of \"up\": $option." "See ./bridge help" ;;
    esac
  done
  need_jdk
  if up_anything; then
    layout=$(mode layout) sandbox=$(mode sandbox)
    if [ "${asked_layout:-$layout}" != "$layout" ] || [ "${asked_sandbox:-$sandbox}" != "$sandbox" ]; then
      die "The bridge is already running with other options ($(described))." "Stop it first: ./bridge down"
    fi
    [ "$(fingerprint)" = "$(cat "$ROOT/.bridge/built" 2>/dev/null)" ] || [ "$with_build" = no ] ||
      warn "The sources have changed since the running version was built. To run them: ./bridge down && ./bridge up"
  else
    layout=${asked_layout:-suite} sandbox=${asked_sandbox:-yes}
    rm -f "$BRIDGE_HOME/ready" # of a machine that stopped without "down"
    [ "$with_build" = no ] || build
    keep_copy
    printf 'layout=%s\nsandbox=%s\n' "$layout" "$sandbox" >"$BRIDGE_HOME/mode"
  fi
  class_path
  plan_processes
  stores_up
  outside_settings
  begun=$(now)
  supervised=yes
  start_processes
  await_services
  : >"$BRIDGE_HOME/ready"
  summary
}

described() {
  [ "$(mode layout)" = processes ] && printf 'one JVM for each service' || printf 'one JVM'
  [ "$(mode sandbox)" = yes ] || printf ', without the sandbox'
}

processes() {
  if [ "$layout" = processes ]; then
    echo "$SERVICES"
    [ "$sandbox" = no ] || echo sandbox
  else
    echo suite
  fi
}

answering() {
  echo "$SERVICES"
  [ "$sandbox" = no ] || echo sandbox
}

# Only the sandbox needs private addresses, and addresses that tenants enter: without it both are
# refused, whatever the file of settings says; the environment alone permits them.
outside_settings() {
  [ "$sandbox" = no ] || return 0
  if [ "$BRIDGE_WHATSAPP_GRAPH_URL" = "http://127.0.0.1:$SANDBOX_WHATSAPP_PORT" ]; then
    export BRIDGE_WHATSAPP_GRAPH_URL=https://graph.facebook.com
  fi
  export BRIDGE_OUTSIDE_ALLOW_EXPLICIT_ADDRESSES="${outside_explicit:-false}"
  export BRIDGE_OUTSIDE_ALLOW_PRIVATE_ADDRESSES="${outside_private:-false}"
  if [ "$BRIDGE_OUTSIDE_ALLOW_PRIVATE_ADDRESSES" = true ]; then
    warn "Without the sandbox, BRIDGE_OUTSIDE_ALLOW_PRIVATE_ADDRESSES=true lets tenants, agents and webhooks make the services call your own network."
  fi
}

# Sets starting to the processes that are not running; fails before any start if a port is in use.
plan_processes() {
  starting=''
  for process in $(processes); do
    running "$process" && continue
    starting="$starting $process"
    case "$process" in
      suite) for service in $(answering); do refuse_taken "$service" "$(service_port "$service")"; done ;;
      *) refuse_taken "$process" "$(service_port "$process")" ;;
    esac
  done
  case "$starting" in
    *suite* | *sandbox*) [ "$sandbox" = no ] || refuse_taken "the agent desktop" "$SANDBOX_GENESYS_PORT" ;;
  esac
}

start_processes() {
  for process in $starting; do
    if [ "$process" = suite ]; then
      set -- -Xmx512m -cp "$CLASSPATH_OF_SUITE" io.wabridge.suite.Suite
      [ "$sandbox" = yes ] || set -- "$@" --no-sandbox
    else
      memory=-Xmx192m
      [ "$process" != api-gateway ] || memory=-Xmx384m # buffers for each connection
      set -- "$memory" -cp "$CLASSPATH_OF_SUITE" "$(main_class "$process")"
    fi
    # shellcheck disable=SC2046,SC2086
    set -- "$JDK/bin/java" ${BRIDGE_JVM:--XX:+UseSerialGC} $(rehearsed) -XX:+ExitOnOutOfMemoryError -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Xss512k "$@"
    [ -z "${supervised:-}" ] || set -- sh "$ROOT/deploy/bridge/supervise.sh" "$BRIDGE_HOME/ready" "$@"
    launch "$process" "$@"
  done
}

# The sandbox has two pages and no health endpoint.
ready() {
  if [ "$1" = sandbox ]; then
    [ "$(http_status "http://127.0.0.1:$SANDBOX_WHATSAPP_PORT/")" != 000 ] &&
      [ "$(http_status "http://127.0.0.1:$SANDBOX_GENESYS_PORT/")" != 000 ]
  else
    healthy "$(service_port "$1")"
  fi
}

await_services() {
  pending=$(answering)
  total=$(echo "$pending" | wc -w)
  first=$(date +%s)
  while :; do
    rest=''
    for service in $pending; do
      ready "$service" || rest="$rest $service"
    done
    pending=$rest
    [ -n "$pending" ] || return 0
    for process in $(processes); do
      running "$process" && continue
      wipe
      show_log "$BRIDGE_HOME/$process.log" 15
      die "$process exited while starting." "Read $(short "$BRIDGE_HOME/$process.log")"
    done
    if [ $(($(date +%s) - first)) -ge "$START_LIMIT" ]; then
      wipe
      blamed=suite
      [ "$layout" = suite ] || blamed=$(echo "$pending" | awk '{ print $1 }')
      show_log "$BRIDGE_HOME/$blamed.log" 15
      die "Not healthy within $START_LIMIT s:$pending." "Read $(short "$BRIDGE_HOME/$blamed.log"), then: ./bridge doctor"
    fi
    progress "Starting: $((total - $(echo "$pending" | wc -w))) of $total answer, $(since "$begun")"
    sleep 0.3
  done
}

leaders() {
  for process in $(processes); do
    pid_of "$process"
  done
}

summary() {
  # shellcheck disable=SC2046
  set -- $(memory $(leaders))
  count='Ten services'
  [ "$sandbox" = no ] || count='Ten services and the sandbox'
  if [ -n "$starting" ]; then
    ok "$count are ready ($(described)): started in $(since "$begun"), memory $1 MB RSS, $2 MB PSS."
  else
    ok "$count are already running ($(described)): memory $1 MB RSS, $2 MB PSS."
  fi
  say
  say "  Portal          http://localhost:$BRIDGE_PORT/"
  say_sign_in
  say "  API docs        http://localhost:$BRIDGE_PORT/docs"
  if [ "$sandbox" = yes ]; then
    say "  Phone           http://localhost:$SANDBOX_WHATSAPP_PORT/"
    say "  Agent desktop   http://localhost:$SANDBOX_GENESYS_PORT/ (Genesys), http://localhost:$SANDBOX_CHATWOOT_PORT/ (Chatwoot),"
    say "                  http://localhost:$SANDBOX_CONNECT_PORT/ (Amazon Connect)"
  fi
  say "  Admin token     cat $(short "$BRIDGE_HOME/admin-token")   (programs on this machine)"
  say
  say "  Stop: ./bridge down   Status: ./bridge status   Checks: ./bridge doctor   Logs: ./bridge logs SERVICE"
}

down() {
  count=0
  rm -f "$BRIDGE_HOME/ready" # otherwise what ends would be started again
  for process in demo suite $SERVICES sandbox; do
    if running "$process"; then count=$((count + 1)); fi
  done
  # shellcheck disable=SC2086
  stop demo suite $SERVICES sandbox
  case "$count" in
    0) ok "No service was running." ;;
    1) ok "One process stopped." ;;
    *) ok "$count processes stopped." ;;
  esac
  rm -f "$BRIDGE_HOME/mode"
  stores_down
}

demo() {
  once='' options='' desk=genesys provider=cloud
  while [ $# -gt 0 ]; do
    case "$1" in
      --once) once=yes ;;
      --processes | --no-build) options="$options $1" ;;
      --desk)
        desk=${2:-}
        case "$desk" in
          genesys | chatwoot | connect | api) shift ;;
          *) die "The option --desk needs \"genesys\", \"chatwoot\", \"connect\" or \"api\"." ;;
        esac
        ;;
      --provider)
        provider=${2:-}
        case "$provider" in
          cloud | dialog360 | twilio | aws) shift ;;
          *) die "The option --provider needs \"cloud\", \"dialog360\", \"twilio\" or \"aws\"." ;;
        esac
        ;;
      *) die "Unknown option of \"demo\": $1." "See ./bridge help" ;;
    esac
    shift
  done
  [ "$provider" = cloud ] || { [ -n "$once" ] && [ "$desk" = genesys ]; } ||
    die "The option --provider needs --once, and the desk Genesys."
  demo_begun=$(now)
  if up_anything; then
    [ "$(mode sandbox)" = yes ] || die "The bridge runs without the sandbox, and the demo needs it." "Stop it first: ./bridge down"
  elif [ -n "$once" ]; then
    finish=down
  fi
  # shellcheck disable=SC2086
  up $options
  say
  if [ -n "$once" ]; then
    "$JDK/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Xmx192m -cp "$CLASSPATH_OF_SUITE" io.wabridge.suite.Demo --once --desk "$desk" --provider "$provider" &
    helpers=$!
    wait "$helpers"
    outcome=$?
    helpers=''
    say
    if [ -n "$finish" ]; then
      down
      finish=''
    fi
    if [ "$outcome" -eq 0 ]; then
      ok "The demo passed; total time $(since "$demo_begun")."
    else
      bad "The demo failed (exit code $outcome); total time $(since "$demo_begun")."
    fi
    exit "$outcome"
  fi
  if ! running demo; then
    launch demo "$JDK/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Xmx192m -cp "$CLASSPATH_OF_SUITE" io.wabridge.suite.Demo --desk "$desk"
    sleep 2
    if ! running demo; then
      show_log "$BRIDGE_HOME/demo.log"
      die "The demo exited immediately." "Read $(short "$BRIDGE_HOME/demo.log")"
    fi
  fi
  ok "A conversation is running (log: $(short "$BRIDGE_HOME/demo.log")). Watch it or take part:"
  say "    the customer's phone    http://localhost:$SANDBOX_WHATSAPP_PORT/"
  case "$desk" in
    chatwoot) say "    the agent's desktop     http://localhost:$SANDBOX_CHATWOOT_PORT/" ;;
    connect) say "    the agent's desktop     http://localhost:$SANDBOX_CONNECT_PORT/" ;;
    api) say "    the bot's events        http://localhost:$SANDBOX_API_PORT/" ;;
    *) say "    the agent's desktop     http://localhost:$SANDBOX_GENESYS_PORT/" ;;
  esac
}

status() {
  if up_anything; then
    layout=$(mode layout) sandbox=$(mode sandbox)
    # shellcheck disable=SC2046
    set -- $(memory $(leaders))
    say "Wabridge at http://localhost:$BRIDGE_PORT/ ($(described), $1 MB RSS, $2 MB PSS)"
  else
    say "Wabridge is not running; ./bridge up starts it."
  fi
  class_path || die "There is no build, so there is nothing more to show." "Build and start: ./bridge up"
  need_jdk
  BRIDGE_COLOR=${green:+yes} exec "$JDK/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 -Xmx128m \
    -cp "$CLASSPATH_OF_LAB" io.wabridge.suite.status.Status
}

logs() {
  name=${1:-}
  if [ -f "$BRIDGE_HOME/$name.log" ] && { [ "$(mode layout)" != suite ] || ! about "$name" >/dev/null; }; then
    exec tail -n 100 -F "$BRIDGE_HOME/$name.log"
  elif about "$name" >/dev/null && [ -f "$BRIDGE_HOME/suite.log" ]; then
    package=$(package_of "$name" | sed 's/[.]/[.]/')
    tail -n 2000 -F "$BRIDGE_HOME/suite.log" 2>/dev/null |
      grep -E --line-buffered "[[]${name}[]]|\"name\":\"$name\"|service=${name}[],]|(io|i)[.](wabridge|w)[.]${package}[. \"]|i[.]w[.]$(package_of "$name" | cut -c1)[.]"
  else
    bad "There is no log named \"$name\"." >&2
    say "  Available logs: $(cd "$BRIDGE_HOME" && for file in *.log; do printf '%s ' "${file%.log}"; done)"
    exit 1
  fi
}
