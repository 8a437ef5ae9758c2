# shellcheck shell=sh
# The settings of one installation: generated once, never overwritten.

SETTINGS=$BRIDGE_HOME/settings.env

secret() { od -An -tx1 -N 24 /dev/urandom | tr -d ' \n'; }
key() { head -c 32 /dev/urandom | base64 | tr -d '\n'; }

# Adds NAME=VALUE unless the file contains NAME; "@secret" and "@key" generate random values.
setting() {
  case "$known" in *"
$1="*) return 0 ;; esac
  case "$2" in
    @secret) value=$(secret) ;;
    @key) value=$(key) ;;
    *) value=$2 ;;
  esac
  printf '%s=%s\n' "$1" "$value" >>"$SETTINGS"
}

# Exports the settings to everything started from here.
load_settings() {
  { mkdir -p "$BRIDGE_HOME" && chmod 711 "$BRIDGE_HOME"; } || die "Cannot write to the directory $BRIDGE_HOME."
  wanted=${BRIDGE_PORT:-}
  if [ ! -f "$SETTINGS" ]; then
    (umask 077 && printf '%s\n' \
      '# Settings of this installation, written once by ./bridge, explained in docs/bridge-command.md.' \
      >"$SETTINGS") || die "Cannot write $SETTINGS."
  fi
  chmod 600 "$SETTINGS"
  [ -z "$(tail -c 1 "$SETTINGS")" ] || echo >>"$SETTINGS"
  known="
$(cat "$SETTINGS")"
  case "$known" in
    *"
BRIDGE_PORT="*) base=$(sed -n 's/^BRIDGE_PORT=//p' "$SETTINGS" | tail -n 1) ;;
    *) base=${wanted:-8080} ;;
  esac
  case "$base" in
    '' | *[!0-9]*) die "BRIDGE_PORT is \"$base\", which is not a port number." ;;
  esac
  { [ "$base" -ge 1024 ] && [ "$base" -le 65500 ]; } || die "BRIDGE_PORT is $base; it must be between 1024 and 65500."
  if [ -n "$wanted" ] && [ "$wanted" != "$base" ]; then
    move_ports
  fi
  write_settings
  # for outside addresses the environment overrides the file
  outside_url=${BRIDGE_PUBLIC_URL:-}
  outside_graph=${BRIDGE_WHATSAPP_GRAPH_URL:-}
  outside_explicit=${BRIDGE_OUTSIDE_ALLOW_EXPLICIT_ADDRESSES:-}
  outside_private=${BRIDGE_OUTSIDE_ALLOW_PRIVATE_ADDRESSES:-}
  set -a
  # shellcheck disable=SC1090
  . "$SETTINGS"
  BRIDGE_PUBLIC_URL=${outside_url:-$BRIDGE_PUBLIC_URL}
  BRIDGE_WHATSAPP_GRAPH_URL=${outside_graph:-$BRIDGE_WHATSAPP_GRAPH_URL}
  BRIDGE_OUTSIDE_ALLOW_EXPLICIT_ADDRESSES=${outside_explicit:-$BRIDGE_OUTSIDE_ALLOW_EXPLICIT_ADDRESSES}
  BRIDGE_OUTSIDE_ALLOW_PRIVATE_ADDRESSES=${outside_private:-$BRIDGE_OUTSIDE_ALLOW_PRIVATE_ADDRESSES}
  set +a
  if [ ! -f "$BRIDGE_HOME/admin-token" ]; then
    (umask 077 && printf '%s\n' "$BRIDGE_ADMIN_TOKEN" >"$BRIDGE_HOME/admin-token")
  fi
}

# Another BRIDGE_PORT moves all ports of a stopped installation; data and secrets stay.
move_ports() {
  for pid in "$BRIDGE_HOME"/pids/*; do
    [ ! -f "$pid" ] ||
      die "This installation runs on port $base; BRIDGE_PORT=$wanted cannot move it while it runs." \
        "To stop it: BRIDGE_PORT=$base ./bridge down. To run a second one: BRIDGE_HOME=.bridge/second BRIDGE_PORT=$wanted ./bridge up"
  done
  kept=$(grep -vE '^([A-Z0-9_]+_PORT|BRIDGE_PUBLIC_URL|SPRING_DATASOURCE_URL|BRIDGE_STORE_ENDPOINT|BRIDGE_WHATSAPP_GRAPH_URL|BRIDGE_SANDBOX_[A-Z_]+)=' "$SETTINGS")
  printf '%s\n' "$kept" >"$SETTINGS"
  known="
$kept"
  base=$wanted
}

write_settings() {
  setting BRIDGE_PORT "$base"
  offset=1
  for service in TENANT_SERVICE AUTH_SERVICE STATE_MANAGER WHATSAPP_WEBHOOK_SERVICE INBOUND_TRANSFORMER \
    GENESYS_API_SERVICE GENESYS_WEBHOOK_SERVICE OUTBOUND_TRANSFORMER WHATSAPP_API_SERVICE \
    SANDBOX_WHATSAPP SANDBOX_GENESYS RABBITMQ POSTGRES REDIS S3 RABBITMQ_MANAGEMENT \
    RABBITMQ_DISTRIBUTION RABBITMQ_EPMD RABBITMQ_PROMETHEUS; do
    setting "${service}_PORT" $((base + offset))
    offset=$((offset + 1))
  done
  setting BRIDGE_GATEWAY_METRICS_PORT $((base + 24))
  setting SANDBOX_CHATWOOT_PORT $((base + 25))
  setting SANDBOX_CONNECT_PORT $((base + 26))
  setting SANDBOX_API_PORT $((base + 27))
  setting BRIDGE_PUBLIC_URL "http://localhost:$base"
  setting BRIDGE_ADMIN_TOKEN @secret
  setting BRIDGE_INTERNAL_TOKEN @secret
  setting BRIDGE_MASTER_KEY @key
  setting BRIDGE_MEDIA_KEY @key
  setting SPRING_RABBITMQ_HOST 127.0.0.1
  setting SPRING_RABBITMQ_PORT $((base + 12))
  setting SPRING_RABBITMQ_USERNAME wabridge
  setting SPRING_RABBITMQ_PASSWORD @secret
  setting SPRING_DATASOURCE_URL "jdbc:postgresql://127.0.0.1:$((base + 13))/wabridge"
  setting SPRING_DATASOURCE_USERNAME wabridge
  setting SPRING_DATASOURCE_PASSWORD @secret
  setting POSTGRES_ADMIN_PASSWORD @secret
  setting SPRING_DATA_REDIS_HOST 127.0.0.1
  setting SPRING_DATA_REDIS_PORT $((base + 14))
  setting SPRING_DATA_REDIS_PASSWORD @secret
  setting BRIDGE_STORE_ENDPOINT "http://127.0.0.1:$((base + 15))"
  setting BRIDGE_STORE_ACCESS_KEY wabridge
  setting BRIDGE_STORE_SECRET_KEY @secret
  setting BRIDGE_SPOOL_DIRECTORY "$BRIDGE_HOME/spool"
  setting BRIDGE_WHATSAPP_GRAPH_URL "http://127.0.0.1:$((base + 10))"
  setting BRIDGE_SANDBOX_URLS_CLOUD "http://127.0.0.1:$((base + 10))"
  setting BRIDGE_SANDBOX_URLS_GENESYS "http://127.0.0.1:$((base + 11))"
  setting BRIDGE_SANDBOX_PAGES_CLOUD "http://localhost:$((base + 10))/"
  setting BRIDGE_SANDBOX_PAGES_GENESYS "http://localhost:$((base + 11))/"
  setting BRIDGE_OUTSIDE_ALLOW_EXPLICIT_ADDRESSES true
  setting BRIDGE_OUTSIDE_ALLOW_PRIVATE_ADDRESSES true
}

# Fills a template of deploy/stores: replaces every ${NAME} from the environment.
fill() {
  (umask 077 && awk '{
    line = ""
    while (match($0, /[$][{][A-Z0-9_]+[}]/)) {
      line = line substr($0, 1, RSTART - 1) ENVIRON[substr($0, RSTART + 2, RLENGTH - 3)]
      $0 = substr($0, RSTART + RLENGTH)
    }
    print line $0
  }' "$ROOT/deploy/stores/$1" >"$2")
}
