# shellcheck shell=sh
# The four private stores: RabbitMQ, PostgreSQL, Redis and an S3 store (s3proxy).
# Uses the machine's servers if installed, otherwise Docker, otherwise installs packages.

STORES='rabbitmq postgres redis s3'
BUCKETS='webhooks-inbound webhooks-outbound media-inbound media-outbound'
LIB=$ROOT/.bridge/lib

port_of_store() {
  case "$1" in
    rabbitmq) echo "$RABBITMQ_PORT" ;;
    postgres) echo "$POSTGRES_PORT" ;;
    redis) echo "$REDIS_PORT" ;;
    s3) echo "$S3_PORT" ;;
  esac
}

stores_up() {
  begun=$(now)
  plan_stores
  need_tool curl curl
  end_orphan
  refuse_taken_ports
  fetch_s3proxy
  waiting=''
  for store in $STORES; do
    (trap - EXIT INT TERM HUP && start_store "$store") &
    waiting="$waiting $store=$!"
    helpers="$helpers $!"
  done
  outcome=0
  for pair in $waiting; do
    wait "${pair#*=}" || outcome=1
  done
  helpers=''
  [ "$outcome" -eq 0 ] || die "Not every store started." "Check with: ./bridge doctor"
  ok "RabbitMQ, PostgreSQL, Redis and the S3 store answer on ports $RABBITMQ_PORT, $POSTGRES_PORT, $REDIS_PORT and $S3_PORT (after $(since "$begun"))."
}

stores_down() {
  stopped=0
  for store in $STORES; do
    if running "$store"; then stopped=$((stopped + 1)); fi
  done
  stop postgres rabbitmq redis s3
  end_orphan
  stop epmd
  for store in rabbitmq postgres redis; do
    if in_docker "$store" && [ -n "$(docker ps -q -f "name=^$(container "$store")$" 2>/dev/null)" ]; then
      docker stop -t 20 "$(container "$store")" >/dev/null 2>&1 && stopped=$((stopped + 1))
    fi
  done
  if [ "$stopped" -gt 0 ]; then
    ok "$stopped stores stopped; their data stays in $(short "$BRIDGE_HOME")."
  else
    ok "No store was running."
  fi
}

# --- where each server comes from -------------------------------------------------------------

find_rabbitmq() {
  for RABBITMQ_BIN in /usr/lib/rabbitmq/bin /opt/homebrew/sbin /usr/local/sbin; do
    [ ! -x "$RABBITMQ_BIN/rabbitmq-server" ] || return 0
  done
  return 1
}

find_postgres() {
  version=$(cat "$BRIDGE_HOME/postgres/where" 2>/dev/null)
  version=$(cat "${version:-$BRIDGE_HOME/postgres/data}/PG_VERSION" 2>/dev/null)
  for POSTGRES_BIN in "/usr/lib/postgresql/$version/bin" \
    $(printf '%s\n' /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin | sort -rV) /usr/local/bin /usr/bin; do
    [ ! -x "$POSTGRES_BIN/initdb" ] || [ ! -x "$POSTGRES_BIN/postgres" ] || return 0
  done
  return 1
}

installed() {
  case "$1" in
    rabbitmq) find_rabbitmq ;;
    postgres) find_postgres ;;
    redis) command -v redis-server >/dev/null 2>&1 && command -v redis-cli >/dev/null 2>&1 ;;
    s3) return 0 ;;
  esac
}

in_docker() { [ "$(cat "$BRIDGE_HOME/$1.source" 2>/dev/null)" = docker ]; }
container() { printf 'wabridge-%s-%s' "$BRIDGE_PORT" "$1"; }

plan_stores() {
  missing=''
  for store in rabbitmq postgres redis; do
    if in_docker "$store" && docker_answers; then
      :
    elif installed "$store"; then
      echo installed >"$BRIDGE_HOME/$store.source"
    elif docker_answers; then
      echo docker >"$BRIDGE_HOME/$store.source"
    else
      case "$store" in postgres) missing="$missing postgresql" ;; *) missing="$missing $store-server" ;; esac
    fi
  done
  [ -n "$missing" ] || return 0
  may_install || die "Servers are missing (${missing# }) and Docker does not answer." "Install them: $(install_hint "${missing# }")"
  # shellcheck disable=SC2086
  install_packages $missing
  for store in rabbitmq postgres redis; do
    installed "$store" || die "The package of $store is installed, but its server was not found." "Read $(short "$BRIDGE_HOME/install.log")"
    echo installed >"$BRIDGE_HOME/$store.source"
  done
}

refuse_taken_ports() {
  for store in $STORES; do
    if running "$store" || in_docker "$store"; then continue; fi
    refuse_taken "$store" "$(port_of_store "$store")"
    [ "$store" = rabbitmq ] || continue
    refuse_taken "RabbitMQ's management" "$RABBITMQ_MANAGEMENT_PORT"
    refuse_taken "RabbitMQ's metrics" "$RABBITMQ_PROMETHEUS_PORT"
  done
}

refuse_taken() {
  holder=$(listener "$2")
  [ -z "$holder" ] || die "Port $2, needed by $1, is in use by another program: ${holder}." \
    "Stop that program, or use other ports: BRIDGE_HOME=.bridge/second BRIDGE_PORT=18080 ./bridge up"
}

fetch_s3proxy() {
  S3PROXY=$LIB/s3proxy.jar
  need_jdk
  [ ! -s "$S3PROXY" ] || return 0
  need_tool mvn maven
  version=$(sed -n 's:.*<s3proxy.version>\(.*\)</s3proxy.version>.*:\1:p' "$ROOT/pom.xml")
  mkdir -p "$LIB"
  say "  Fetching the S3 store, s3proxy $version (55 MB, once)."
  if mvn -B -q -f "$ROOT/pom.xml" -N org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
    -Dartifact="org.gaul:s3proxy:$version:jar:jar-with-dependencies" \
    -DoutputDirectory="$LIB" -Dmdep.stripVersion=true >"$BRIDGE_HOME/s3proxy-fetch.log" 2>&1; then
    fetched=$LIB/s3proxy-jar-with-dependencies.jar
    wanted=$(sed -n 's:.*<s3proxy.sha256>\(.*\)</s3proxy.sha256>.*:\1:p' "$ROOT/pom.xml")
    got=$(sha256 <"$fetched")
    if [ "$got" != "$wanted" ]; then
      rm -f "$fetched"
      die "s3proxy $version has the SHA-256 $got, not the one in pom.xml; it was deleted." \
        "Check where Maven gets it from, then run it again."
    fi
    mv "$fetched" "$S3PROXY"
  else
    show_log "$BRIDGE_HOME/s3proxy-fetch.log"
    die "The S3 store could not be fetched through Maven." "Check Maven's access to its repository, then run it again."
  fi
}

# --- starting ---------------------------------------------------------------------------------

start_store() {
  umask 077
  STORE_DATA=$BRIDGE_HOME/$1/data
  export STORE_DATA
  mkdir -p "$BRIDGE_HOME/$1"
  if in_docker "$1"; then
    start_container "$1"
  elif ! running "$1"; then
    "start_$1" || die "$1 could not be started." "Read $(short "$BRIDGE_HOME/$1.log")"
  fi
  await_store "$1"
}

# Erlang gets half of the processors and does not busy-wait: it shares the machine.
start_rabbitmq() {
  find_rabbitmq
  mkdir -p "$STORE_DATA" "$BRIDGE_HOME/rabbitmq/home"
  fill rabbitmq.conf "$BRIDGE_HOME/rabbitmq/rabbitmq.conf"
  cp "$ROOT/deploy/stores/enabled_plugins" "$BRIDGE_HOME/rabbitmq/enabled_plugins"
  cookie=$BRIDGE_HOME/rabbitmq/home/.erlang.cookie
  [ -f "$cookie" ] || { (umask 077 && secret >"$cookie") && chmod 400 "$cookie"; }
  epmd=$(command -v epmd || find /usr/lib/erlang /opt/homebrew/lib/erlang -name epmd -type f 2>/dev/null | head -n 1)
  running epmd || launch epmd env ERL_EPMD_ADDRESS=127.0.0.1 "$epmd" -port "$RABBITMQ_EPMD_PORT"
  launch rabbitmq env HOME="$BRIDGE_HOME/rabbitmq/home" RABBITMQ_NODENAME="wabridge$BRIDGE_PORT@localhost" \
    RABBITMQ_CONFIG_FILE="$BRIDGE_HOME/rabbitmq/rabbitmq.conf" RABBITMQ_MNESIA_BASE="$STORE_DATA" \
    RABBITMQ_LOG_BASE="$BRIDGE_HOME/rabbitmq" RABBITMQ_LOGS=- \
    RABBITMQ_ENABLED_PLUGINS_FILE="$BRIDGE_HOME/rabbitmq/enabled_plugins" \
    RABBITMQ_PID_FILE="$BRIDGE_HOME/rabbitmq/pid" RABBITMQ_CONF_ENV_FILE=/dev/null \
    RABBITMQ_DIST_PORT="$RABBITMQ_DISTRIBUTION_PORT" ERL_EPMD_PORT="$RABBITMQ_EPMD_PORT" \
    ERL_EPMD_ADDRESS=127.0.0.1 ERL_CRASH_DUMP="$BRIDGE_HOME/rabbitmq/erl_crash.dump" \
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1} +SP 50:50 +sbwt none +sbwtdcpu none +sbwtdio none' \
    "$RABBITMQ_BIN/rabbitmq-server"
}

# The Erlang VM survives its launcher when that is killed; it belongs to this installation if it uses
# our data directory.
orphan() {
  ! running rabbitmq || return 1
  erlang=$(cat "$BRIDGE_HOME/rabbitmq/pid" 2>/dev/null)
  [ -r "/proc/${erlang:-none}/environ" ] && tr '\0' '\n' <"/proc/$erlang/environ" 2>/dev/null |
    grep -qxF "RABBITMQ_MNESIA_BASE=$BRIDGE_HOME/rabbitmq/data" && printf '%s\n' "$erlang"
}

end_orphan() {
  left=$(orphan) || return 0
  born=$(birth "$left")
  tries=0
  while [ -n "$born" ] && [ "$(birth "$left")" = "$born" ] && [ "$tries" -lt 150 ]; do
    case "$tries" in
      0) kill -TERM "$left" ;;
      100) kill -KILL "$left" ;;
    esac 2>/dev/null
    tries=$((tries + 1))
    sleep 0.1
  done
}

start_redis() {
  mkdir -p "$STORE_DATA"
  fill redis.conf "$BRIDGE_HOME/redis/redis.conf"
  launch redis redis-server "$BRIDGE_HOME/redis/redis.conf"
}

start_s3() {
  for bucket in $BUCKETS; do mkdir -p "$STORE_DATA/$bucket"; done
  fill s3proxy.conf "$BRIDGE_HOME/s3/s3proxy.conf"
  launch s3 "$JDK/bin/java" -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -jar "$S3PROXY" --properties "$BRIDGE_HOME/s3/s3proxy.conf"
}

start_postgres() {
  find_postgres
  choose_postgres_identity || return 1
  if [ ! -f "$STORE_DATA/PG_VERSION" ]; then
    # the administrator's password is passed on standard input, never in a command line
    # shellcheck disable=SC2016
    printf '%s\n' "$POSTGRES_ADMIN_PASSWORD" | as_postgres sh -c '
      file=$(mktemp) && cat >"$file" &&
        "$1/initdb" -D "$2" -U postgres -E UTF8 --locale=C.UTF-8 -A scram-sha-256 --pwfile="$file"
      outcome=$?
      rm -f "$file"
      exit "$outcome"' - "$POSTGRES_BIN" "$STORE_DATA" >"$BRIDGE_HOME/postgres.log" 2>&1 || {
      show_log "$BRIDGE_HOME/postgres.log"
      return 1
    }
  fi
  remove_stale_lock
  fill postgresql.conf "$BRIDGE_HOME/postgres/wabridge.conf"
  # shellcheck disable=SC2016
  as_postgres sh -c 'cat >"$1"' - "$STORE_DATA/postgresql.conf" <"$BRIDGE_HOME/postgres/wabridge.conf" || return 1
  # shellcheck disable=SC2086
  launch postgres $identity "$POSTGRES_BIN/postgres" -D "$STORE_DATA"
}

# A killed server stays a zombie if no parent reaps it, and then looks alive to the next one. Its lock
# is removed once no process uses the data directory.
remove_stale_lock() {
  [ -d /proc/self ] && [ -f "$STORE_DATA/postmaster.pid" ] || return 0
  [ -z "$(birth "$(head -n 1 "$STORE_DATA/postmaster.pid")")" ] || return 0
  for _ in $(seq 1 50); do
    if [ -z "$(find /proc/[0-9]*/cwd -maxdepth 0 -lname "$STORE_DATA" 2>/dev/null)" ]; then
      rm -f "$STORE_DATA/postmaster.pid"
      return 0
    fi
    sleep 0.1
  done
}

# PostgreSQL refuses to run as root. A user namespace in which it is not root needs no second user and
# can access the same directories. If the system forbids namespaces, it runs as the user postgres, with
# its data elsewhere if that user cannot enter this directory.
choose_postgres_identity() {
  identity=''
  where=$BRIDGE_HOME/postgres/where
  [ ! -f "$where" ] || STORE_DATA=$(cat "$where")
  if [ "$(id -u)" -ne 0 ]; then
    mkdir -p "$STORE_DATA"
    return
  fi
  chosen=$(cat "$BRIDGE_HOME/postgres/identity" 2>/dev/null)
  if [ "${chosen:-namespace}" = namespace ] && unshare --user --map-user=1000 --map-group=1000 true 2>/dev/null; then
    chosen=namespace
  else
    chosen=postgres
    id postgres >/dev/null 2>&1 || return 1
  fi
  echo "$chosen" >"$BRIDGE_HOME/postgres/identity"
  if [ "$chosen" = namespace ]; then
    identity='unshare --user --map-user=1000 --map-group=1000'
    mkdir -p "$STORE_DATA"
    return
  fi
  identity='setpriv --reuid=postgres --regid=postgres --clear-groups'
  mkdir -p "$STORE_DATA"
  chmod 711 "$BRIDGE_HOME/postgres"
  if ! (cd / && $identity test -x "${STORE_DATA%/data}"); then
    STORE_DATA=/var/lib/postgresql/wabridge-$BRIDGE_PORT-$(printf '%s' "$POSTGRES_ADMIN_PASSWORD" | cksum | cut -d' ' -f1)
    mkdir -p "$STORE_DATA"
    echo "$STORE_DATA" >"$where"
  fi
  chown postgres:postgres "$STORE_DATA" && chmod 700 "$STORE_DATA"
}

# shellcheck disable=SC2086
as_postgres() { (cd / && $identity "$@"); }

# --- ready, with the right password -----------------------------------------------------------

await_store() {
  for try in $(seq 1 300); do
    if probe_store "$1"; then
      [ "$1" != postgres ] || create_database || die "The database could not be created." "Read $(short "$BRIDGE_HOME/postgres.log")"
      return 0
    fi
    if ! in_docker "$1" && ! running "$1"; then
      show_log "$BRIDGE_HOME/$1.log"
      die "$1 exited while starting." "Read $(short "$BRIDGE_HOME/$1.log")"
    fi
    if [ $((try % 25)) -eq 0 ] && refused "$1"; then
      die "$1 refuses the password of $(short "$SETTINGS"): its data was created with another one." "Restore the earlier settings, or start with empty data: $(other_password "$1")"
    fi
    sleep 0.2
  done
  show_log "$BRIDGE_HOME/$1.log"
  die "$1 did not answer within 60 s." "Read $(short "$BRIDGE_HOME/$1.log")"
}

# A cheap request that only the right server with the right password answers.
probe_store() {
  case "$1" in
    rabbitmq) rabbitmq_api "health/checks/port-listener/$(in_docker rabbitmq && echo 5672 || echo "$RABBITMQ_PORT")" ;;
    postgres) [ "$(echo 'select 1' | sql postgres postgres "$POSTGRES_ADMIN_PASSWORD" 2>/dev/null)" = 1 ] ;;
    redis) [ "$(redis_cli ping 2>/dev/null)" = PONG ] ;;
    s3) [ "$(s3_status GET media-inbound)" = 200 ] ;;
  esac
}

# RabbitMQ and PostgreSQL store the administrator's password in their data; the other two read the
# settings at every start.
refused() {
  case "$1" in
    rabbitmq) ! rabbitmq_api whoami && [ "$api_status" = 401 ] ;;
    postgres) echo 'select 1' | sql postgres postgres "$POSTGRES_ADMIN_PASSWORD" 2>&1 | grep -q 'authentication failed' ;;
    *) return 1 ;;
  esac
}

other_password() { printf './bridge down && rm -r %s && ./bridge up' "$(short "$BRIDGE_HOME/$1")"; }

rabbitmq_api() {
  api_status=$(printf 'user = "%s:%s"\n' "$SPRING_RABBITMQ_USERNAME" "$SPRING_RABBITMQ_PASSWORD" |
    http_status -K - "http://127.0.0.1:$RABBITMQ_MANAGEMENT_PORT/api/$1")
  [ "$api_status" = 200 ]
}

# sql USER DATABASE PASSWORD <statements
sql() {
  if in_docker postgres; then
    PGPASSWORD=$3 docker exec -i -e PGPASSWORD "$(container postgres)" psql -h 127.0.0.1 -XqAt -v ON_ERROR_STOP=1 -U "$1" "$2"
  else
    [ -n "${POSTGRES_BIN:-}" ] || find_postgres
    PGPASSWORD=$3 PGCONNECT_TIMEOUT=3 "$POSTGRES_BIN/psql" -h 127.0.0.1 -p "$POSTGRES_PORT" -XqAt -v ON_ERROR_STOP=1 -U "$1" "$2"
  fi
}

create_database() {
  sql postgres postgres "$POSTGRES_ADMIN_PASSWORD" >>"$BRIDGE_HOME/postgres.log" 2>&1 <<SQL
select 'create role $SPRING_DATASOURCE_USERNAME login' where not exists (select from pg_roles where rolname = '$SPRING_DATASOURCE_USERNAME') \gexec
alter role $SPRING_DATASOURCE_USERNAME password '$SPRING_DATASOURCE_PASSWORD';
select 'create database wabridge owner $SPRING_DATASOURCE_USERNAME' where not exists (select from pg_database where datname = 'wabridge') \gexec
SQL
}

redis_cli() {
  if in_docker redis; then
    REDISCLI_AUTH=$SPRING_DATA_REDIS_PASSWORD docker exec -e REDISCLI_AUTH "$(container redis)" redis-cli "$@"
  else
    REDISCLI_AUTH=$SPRING_DATA_REDIS_PASSWORD redis-cli -h 127.0.0.1 -p "$REDIS_PORT" "$@"
  fi
}

sha256() {
  if command -v sha256sum >/dev/null 2>&1; then sha256sum; else shasum -a 256; fi | cut -d' ' -f1
}

# s3_status METHOD PATH: the answer to a signed request; a PUT carries nine bytes.
s3_status() {
  body=''
  [ "$1" != PUT ] || body='doctor ok'
  printf 'user = "%s:%s"\naws-sigv4 = "aws:amz:us-east-1:s3"\nrequest = "%s"\n%s' "$BRIDGE_STORE_ACCESS_KEY" \
    "$BRIDGE_STORE_SECRET_KEY" "$1" "${body:+data-binary = \"$body\"}" |
    http_status -K - -H 'content-type: application/octet-stream' -H "x-amz-content-sha256: $(printf '%s' "$body" | sha256)" "$BRIDGE_STORE_ENDPOINT/$2"
}

# --- Docker -----------------------------------------------------------------------------------

start_container() {
  name=$(container "$1")
  [ -z "$(docker ps -q -f "name=^$name\$")" ] || return 0
  docker rm "$name" >/dev/null 2>&1
  case "$1" in
    rabbitmq)
      # shellcheck disable=SC2016
      set -- -p "127.0.0.1:$RABBITMQ_PORT:5672" -p "127.0.0.1:$RABBITMQ_MANAGEMENT_PORT:15672" \
        -p "127.0.0.1:$RABBITMQ_PROMETHEUS_PORT:15692" --hostname wabridge \
        -v "$name:/var/lib/rabbitmq" -v "$ROOT/deploy/stores/enabled_plugins:/etc/rabbitmq/enabled_plugins:ro" \
        -e RABBITMQ_DEFAULT_USER="$SPRING_RABBITMQ_USERNAME" -e RABBITMQ_DEFAULT_PASS rabbitmq:4.3-management
      ;;
    postgres) set -- -p "127.0.0.1:$POSTGRES_PORT:5432" -v "$name:/var/lib/postgresql" -e POSTGRES_PASSWORD postgres:18 ;;
    redis)
      # shellcheck disable=SC2016
      set -- -p "127.0.0.1:$REDIS_PORT:6379" -v "$name:/data" -e REDIS_PASSWORD redis:8 sh -c \
        'printf "requirepass %s\nmaxmemory 256mb\nmaxmemory-policy noeviction\nappendonly yes\n" "$REDIS_PASSWORD" >/run/redis.conf && exec redis-server /run/redis.conf'
      ;;
  esac
  RABBITMQ_DEFAULT_PASS=$SPRING_RABBITMQ_PASSWORD POSTGRES_PASSWORD=$POSTGRES_ADMIN_PASSWORD \
    REDIS_PASSWORD=$SPRING_DATA_REDIS_PASSWORD \
    docker run -d --name "$name" --label wabridge="$BRIDGE_PORT" "$@" >"$BRIDGE_HOME/${name##*-}.log" 2>&1 || {
    show_log "$BRIDGE_HOME/${name##*-}.log"
    die "Docker could not start the container $name."
  }
}
