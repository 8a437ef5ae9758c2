# shellcheck shell=sh
# The settings of the compose installation: a file .env next to docker-compose.yml, with generated
# secrets, written once.

write_env() {
  with_sandbox=yes target=$ROOT/.env
  while [ $# -gt 0 ]; do
    case "$1" in
      --no-sandbox) with_sandbox=no ;;
      --file)
        [ -n "${2:-}" ] || die "The option --file needs a file name."
        target=$2
        shift
        ;;
      *) die "Unknown option of \"env\": $1." "See ./bridge help" ;;
    esac
    shift
  done
  [ ! -e "$target" ] || die "$(short "$target") exists and is not overwritten: without its BRIDGE_MASTER_KEY the tenants' credentials cannot be decrypted." \
    "If it is not needed any more: mv $(short "$target") $(short "$target").old"
  base=${BRIDGE_PORT:-8080}
  case "$base" in *[!0-9]*) die "BRIDGE_PORT is \"$base\", which is not a port number." ;; esac
  (umask 077 && env_lines >"$target.new" && ln "$target.new" "$target") 2>/dev/null || {
    rm -f "$target.new"
    die "Cannot write $(short "$target")."
  }
  rm -f "$target.new"
  ok "Secrets and ports of the compose installation are in $(short "$target"), readable by you only."
  say "    Next: docker compose up -d --build --wait   (docs/compose.md)"
}

env_lines() {
  cat <<LINES
# The compose installation, written once by ./bridge env. The lines are explained in docs/compose.md.
BRIDGE_PORT=$base
SANDBOX_WHATSAPP_PORT=$((base + 10))
SANDBOX_GENESYS_PORT=$((base + 11))
SANDBOX_CHATWOOT_PORT=$((base + 25))
SANDBOX_CONNECT_PORT=$((base + 26))
PROMETHEUS_PORT=$((base + 20))
ALERTMANAGER_PORT=$((base + 21))
GRAFANA_PORT=$((base + 22))
TRACES_PORT=$((base + 23))
BRIDGE_ADMIN_TOKEN=$(secret)
BRIDGE_INTERNAL_TOKEN=$(secret)
BRIDGE_MASTER_KEY=$(key)
BRIDGE_MEDIA_KEY=$(key)
SPRING_RABBITMQ_PASSWORD=$(secret)
SPRING_DATASOURCE_PASSWORD=$(secret)
POSTGRES_ADMIN_PASSWORD=$(secret)
SPRING_DATA_REDIS_PASSWORD=$(secret)
BRIDGE_STORE_ACCESS_KEY=wabridge
BRIDGE_STORE_SECRET_KEY=$(secret)
GRAFANA_ADMIN_PASSWORD=$(secret)
LINES
  if [ "$with_sandbox" = yes ]; then
    cat <<'LINES'
# The sandbox: stand-ins of WhatsApp, Genesys, Chatwoot and Amazon Connect on this machine. To run without it, delete the lines
# below and set your public address: BRIDGE_PUBLIC_URL=https://…
COMPOSE_PROFILES=sandbox
BRIDGE_PUBLIC_URL=http://api-gateway:8080
BRIDGE_WHATSAPP_GRAPH_URL=http://sandbox:8090
BRIDGE_SANDBOX_URLS_CLOUD=http://sandbox:8090
BRIDGE_SANDBOX_URLS_GENESYS=http://sandbox:8091
BRIDGE_OUTSIDE_ALLOW_EXPLICIT_ADDRESSES=true
BRIDGE_OUTSIDE_ALLOW_PRIVATE_ADDRESSES=true
LINES
  else
    cat <<LINES
# Public address of the gateway; Meta requires https.
BRIDGE_PUBLIC_URL=${BRIDGE_PUBLIC_URL:-http://localhost:$base}
LINES
  fi
}
