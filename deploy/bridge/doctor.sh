# shellcheck shell=sh
# Grouped checks; each finding says what was found and names one command that fixes it.

broken=0
warnings=0

remedy() { printf '      fix: %s\n' "$1"; }

trouble() {
  bad "$1"
  remedy "$2"
  broken=$((broken + 1))
}

doubt() {
  warn "$1"
  remedy "$2"
  warnings=$((warnings + 1))
}

doctor() {
  say "Machine"
  check_tools
  check_room
  check_ports
  say "Stores"
  if stores_begun; then
    for store in $STORES; do check_store "$store"; done
  else
    doubt "No store is running." "./bridge up"
  fi
  say "Services"
  layout=$(mode layout) sandbox=$(mode sandbox)
  check_services
  say "Gateway and messages"
  check_gateway
  say
  say "  Whether Meta and Genesys accept our calls is not checked here; use the connection tests of the API (docs/connect.md)."
  if [ "$broken" -gt 0 ]; then
    bad "$broken errors, $warnings warnings."
    exit 2
  elif [ "$warnings" -gt 0 ]; then
    warn "No errors, $warnings warnings."
    exit 1
  fi
  ok "No findings."
}

check_tools() {
  if find_jdk; then
    ok "JDK $(jdk_version "$JDK") is in $JDK."
  else
    trouble "No JDK 25 was found (JAVA_HOME, /usr/lib/jvm, PATH)." \
      "$(if package_exists openjdk-25-jdk-headless; then install_hint openjdk-25-jdk-headless; else echo 'install a JDK 25, then: export JAVA_HOME=/path/to/jdk-25'; fi)"
  fi
  if command -v mvn >/dev/null 2>&1; then
    ok "Maven is in $(command -v mvn)."
  else
    trouble "Maven was not found; it builds the bridge." "$(install_hint maven)"
  fi
  node=$(node --version 2>/dev/null | sed 's/^v//')
  if [ -z "$node" ]; then
    doubt "Node was not found; version 20 or newer builds the pages." "$(install_hint nodejs npm)"
  elif [ "${node%%.*}" -ge 20 ]; then
    ok "Node $node is installed."
  else
    doubt "Node $node is too old; version 20 or newer builds the pages." "$(install_hint nodejs npm)"
  fi
  if command -v curl >/dev/null 2>&1; then ok "curl is installed."; else trouble "curl was not found; the health checks need it." "$(install_hint curl)"; fi
}

check_room() {
  if [ -r /proc/meminfo ]; then
    free=$(awk '/^MemAvailable:/ { print int($2 / 1024) }' /proc/meminfo)
    needed=1500
    ! up_anything || needed=300
    if [ "$free" -ge "$needed" ]; then
      ok "$free MB of memory are free."
    else
      doubt "Only $free MB of memory are free; $needed MB are recommended." "ps axo rss,pid,args --sort=-rss | head"
    fi
  fi
  room=$(df -Pk "$BRIDGE_HOME" | awk 'NR == 2 { print int($4 / 1024) }')
  if [ "$room" -ge 2000 ]; then
    ok "$room MB of disk are free."
  elif [ "$room" -ge 300 ]; then
    doubt "Only $room MB of disk are free." "du -xh -d 2 $(short "$BRIDGE_HOME") | sort -h | tail"
  else
    trouble "Only $room MB of disk are free; RabbitMQ stops accepting messages when the disk is full." "du -xh -d 2 $(short "$BRIDGE_HOME") | sort -h | tail"
  fi
}

check_ports() {
  strangers=0
  port=$BRIDGE_PORT
  while [ "$port" -le "$RABBITMQ_PROMETHEUS_PORT" ]; do
    holder=$(listener "$port")
    if [ -n "$holder" ] && ! ours "${holder%% *}" && [ "${holder%% *}" != "$(orphan)" ] && ! docker_port "$port"; then
      strangers=$((strangers + 1))
      if [ "$holder" = '?' ]; then
        trouble "Port $port is used by a program of another user." "sudo ss -ltnp 'sport = :$port'"
      else
        trouble "Port $port is used by another program: pid $holder." "BRIDGE_HOME=.bridge/second BRIDGE_PORT=18080 ./bridge up   (or stop that program)"
      fi
    fi
    port=$((port + 1))
  done
  [ "$strangers" -gt 0 ] || ok "Ports $BRIDGE_PORT to $RABBITMQ_PROMETHEUS_PORT are free or used by this installation."
}

docker_port() {
  for store in rabbitmq postgres redis; do
    if in_docker "$store" && docker port "$(container "$store")" 2>/dev/null | grep -q ":$1\$"; then return 0; fi
  done
  return 1
}

stores_begun() {
  for store in $STORES; do
    if [ -f "$PIDS/$store" ] || in_docker "$store"; then return 0; fi
  done
  return 1
}

check_store() {
  if in_docker "$1"; then
    docker_answers || {
      trouble "$1 runs in Docker, and Docker does not answer." "start Docker, then: ./bridge up"
      return
    }
    if [ -z "$(docker ps -q -f "name=^$(container "$1")$")" ]; then
      doubt "$1 is not running (its container is $(container "$1"))." "./bridge up"
      return
    fi
  elif ! running "$1"; then
    if [ -f "$PIDS/$1" ]; then
      trouble "$1 has exited; see the end of $(short "$BRIDGE_HOME/$1.log")." "./bridge up"
    else
      doubt "$1 is not running." "./bridge up"
    fi
    return
  fi
  if found=$("use_$1" 2>&1); then
    ok "$1 on port $(port_of_store "$1") accepts the password, a write and a read."
  else
    cure='./bridge down && ./bridge up'
    if refused "$1"; then cure=$(other_password "$1"); fi
    trouble "$1 on port $(port_of_store "$1") does not work: $(printf '%s' "$found" | tr '\n' ' ' | cut -c1-160)" \
      "$cure   (its log: $(short "$BRIDGE_HOME/$1.log"))"
  fi
}

# A temporary queue: declare, publish, get, delete.
use_rabbitmq() {
  for step in 'PUT queues/%2F/doctor.check {"auto_delete":true}' \
    'POST exchanges/%2F/amq.default/publish {"properties":{},"routing_key":"doctor.check","payload":"ok","payload_encoding":"string"}' \
    'POST queues/%2F/doctor.check/get {"count":1,"ackmode":"ack_requeue_false","encoding":"auto"}' \
    'DELETE queues/%2F/doctor.check {}'; do
    method=${step%% *}
    step=${step#* }
    code=$(printf 'user = "%s:%s"\n' "$SPRING_RABBITMQ_USERNAME" "$SPRING_RABBITMQ_PASSWORD" |
      http_status -K - -X "$method" -H 'content-type: application/json' -d "${step#* }" \
        "http://127.0.0.1:$RABBITMQ_MANAGEMENT_PORT/api/${step%% *}")
    case "$code" in
      20?) ;;
      000) echo "its management port $RABBITMQ_MANAGEMENT_PORT does not answer" && return 1 ;;
      401) echo "it refuses the password of $(short "$SETTINGS")" && return 1 ;;
      *) echo "it answered HTTP $code to $method ${step%% *}" && return 1 ;;
    esac
  done
}

use_postgres() {
  [ "$(echo 'create temporary table doctor (n int); insert into doctor values (42); select n from doctor' |
    sql "$SPRING_DATASOURCE_USERNAME" wabridge "$SPRING_DATASOURCE_PASSWORD" 2>&1 | tee /dev/stderr)" = 42 ]
}

use_redis() {
  answer=$(redis_cli set doctor.check ok EX 5 2>&1)
  [ "$answer" = OK ] || { echo "$answer" && return 1; }
  [ "$(redis_cli get doctor.check)" = ok ] || { echo "it did not return what was stored" && return 1; }
  policy=$(redis_cli config get maxmemory-policy | tail -n 1)
  [ "$policy" = noeviction ] || { echo "its policy is $policy, so it may drop keys; it must be noeviction" && return 1; }
}

use_s3() {
  for method in PUT GET DELETE; do
    code=$(s3_status "$method" media-inbound/doctor.check)
    case "$code" in
      20?) ;;
      000) echo "it does not answer" && return 1 ;;
      403) echo "it refuses the key of $(short "$SETTINGS")" && return 1 ;;
      *) echo "it answered HTTP $code to $method" && return 1 ;;
    esac
  done
}

check_services() {
  if ! up_anything; then
    for process in $(processes); do
      [ -f "$PIDS/$process" ] || continue
      trouble "The services have exited; see the end of $(short "$BRIDGE_HOME/$process.log")." "./bridge up"
      return
    done
    doubt "No service is running." "./bridge up"
    return
  fi
  well=0
  for service in $(answering); do
    if ready "$service"; then
      well=$((well + 1))
      continue
    fi
    process=$service
    [ "$layout" = processes ] || process=suite
    if ! running "$process"; then
      trouble "$service has exited; see the end of $(short "$BRIDGE_HOME/$process.log")." "./bridge up"
    else
      trouble "$service (port $(service_port "$service")) fails its health check: $(http_status "http://127.0.0.1:$(service_port "$service")/actuator/health" | sed 's/000/no answer/')." \
        "./bridge logs $process"
    fi
  done
  [ "$well" -eq 0 ] || ok "$well of $(answering | wc -w) services are healthy."
}

# Names what has waited at the stages for more than the usual seconds, why, and since when.
check_held() {
  list=$(printf 'header = "Authorization: Bearer %s"\n' "$(cat "$BRIDGE_HOME/admin-token")" |
    curl -s -m 5 -K - "http://127.0.0.1:$BRIDGE_PORT/api/v1/held?limit=200" 2>/dev/null)
  [ -n "$list" ] || return 0
  entries=$(printf '%s' "$list" | sed 's/{"stage"/\n{"stage"/g' | grep '^{"stage"')
  printf '%s\n' "$entries" | awk -F'"' -v usual="$(date -u -d '-30 seconds' +%FT%TZ 2>/dev/null)" '
    function value(name,   i) { for (i = 2; i < NF; i += 1) if ($i == name) return $(i + 2); return "?" }
    NF && (usual == "" || value("heldAt") < usual) {
      what = value("conversationKey") ~ /^file:/ ? "late file" : "conversation"
      group = what "|" value("stage") "|" value("reason")
      n[group]++
      if (!(group in since)) since[group] = value("heldAt")
    }
    END {
      for (group in n) {
        split(group, part, "|")
        printf "%d %s%s at %s since %s: %s\n", n[group], part[1], (n[group] == 1 ? " waits" : "s wait"), part[2], since[group], part[3]
      }
    }' | sort -rn >"$overview.held"
  [ -s "$overview.held" ] || ok "No conversation and no file waits."
  while IFS= read -r line; do
    doubt "$line." \
      "curl -s -H \"Authorization: Bearer \$(cat $(short "$BRIDGE_HOME/admin-token"))\" http://localhost:$BRIDGE_PORT/api/v1/held   (then: docs/runbooks/held.md)"
  done <"$overview.held"
  rm -f "$overview.held"
}

check_gateway() {
  if ! up_anything || ! healthy "$BRIDGE_PORT"; then
    doubt "The gateway does not answer, so the token and the parked messages were not checked." "./bridge up"
    return
  fi
  overview=$(mktemp) || return
  code=$(printf 'header = "Authorization: Bearer %s"\noutput = "%s"\n' "$(cat "$BRIDGE_HOME/admin-token" 2>/dev/null)" "$overview" |
    curl -s -m 5 -w '%{http_code}' -K - "http://127.0.0.1:$BRIDGE_PORT/api/v1/overview" 2>/dev/null)
  case "$code" in
    200)
      ok "The gateway accepts the token in $(short "$BRIDGE_HOME/admin-token")."
      parked=$(grep -o '"parked":[0-9]*' "$overview" | awk -F: '{ n += $2 } END { print n + 0 }')
      if [ "$parked" -gt 0 ]; then
        doubt "$parked messages are parked and need a decision." \
          "curl -s -H \"Authorization: Bearer \$(cat $(short "$BRIDGE_HOME/admin-token"))\" http://localhost:$BRIDGE_PORT/api/v1/parked   (then: docs/runbooks/parked.md)"
      else
        ok "No message is parked."
      fi
      check_held
      ;;
    401 | 403)
      if [ "$(cat "$BRIDGE_HOME/admin-token" 2>/dev/null)" != "$BRIDGE_ADMIN_TOKEN" ]; then
        trouble "The gateway refuses the token in $(short "$BRIDGE_HOME/admin-token"): it is not BRIDGE_ADMIN_TOKEN of $(short "$SETTINGS")." \
          "sed -n 's/^BRIDGE_ADMIN_TOKEN=//p' $(short "$SETTINGS") > $(short "$BRIDGE_HOME/admin-token")"
      else
        trouble "The gateway refuses the token in $(short "$BRIDGE_HOME/admin-token"), although $(short "$SETTINGS") contains the same token: it was started with older settings." \
          "./bridge down && ./bridge up"
      fi
      ;;
    *) trouble "The gateway answered HTTP $code to /api/v1/overview." "./bridge logs api-gateway" ;;
  esac
  rm -f "$overview"
}
