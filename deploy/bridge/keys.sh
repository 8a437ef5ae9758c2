# shellcheck shell=sh
# Replaces the platform's key, step by step: docs/keys.md.

KEY_AREAS='messages tenants people'

# Writes one setting again; the file is replaced as a whole.
rewrite_setting() {
  fresh=$SETTINGS.new
  (umask 077 && sed "s|^$1=.*|$1=$2|" "$SETTINGS" >"$fresh") && mv "$fresh" "$SETTINGS" ||
    die "Cannot write $(short "$SETTINGS")."
}

number_of() { printf '%s' "$1" | sed -n "s/.*\"$2\":\([0-9]*\).*/\1/p"; }

# The report of one service; dies if it gives none.
key_report() {
  report=$(as_admin "$@")
  case "$report" in
    *'"key":'*) ;;
    *) die "No report about keys from the gateway." "Start everything: ./bridge up   Checks: ./bridge doctor" ;;
  esac
}

rotate_key() {
  case "${1:-}" in
    '') ;;
    --finish) finish_rotation && return ;;
    *) die "\"rotate-key\" knows --finish only." ;;
  esac
  case "$BRIDGE_MASTER_KEY" in
    *,*) renew_values ;;
    *)
      rewrite_setting BRIDGE_MASTER_KEY "$(key),$BRIDGE_MASTER_KEY"
      ok "A new key is in $(short "$SETTINGS"), before the old one, which still decrypts. Keep a backup of the file."
      say "    Restart: ./bridge down && ./bridge up   Then: ./bridge rotate-key"
      ;;
  esac
}

renew_values() {
  for area in $KEY_AREAS; do
    key_report -X POST "http://127.0.0.1:$BRIDGE_PORT/api/v1/keys/$area"
    case "$report" in
      *'"older":[]'*) die "The services do not know the new key yet." "Restart: ./bridge down && ./bridge up" ;;
    esac
  done
  for area in $KEY_AREAS; do
    while :; do
      key_report "http://127.0.0.1:$BRIDGE_PORT/api/v1/keys/$area"
      case "$report" in *'"running":false'*) break ;; esac
      progress "$area: $(number_of "$report" renewed) values"
      sleep 1
    done
    failed=$(number_of "$report" failed)
    case "$report" in
      *'"finished":true'*) ok "$area: $(number_of "$report" renewed) values were encrypted again." ;;
      *) die "$area: values of the old key are left, and $failed cannot be decrypted." \
        "Look at the log; then again: ./bridge rotate-key" ;;
    esac
  done
  say "    Keep the old key for a day: messages in the broker, journals and tokens may need it."
  say "    Then: ./bridge rotate-key --finish"
}

finish_rotation() {
  case "$BRIDGE_MASTER_KEY" in *,*) ;; *) die "There is no old key to remove." ;; esac
  for area in $KEY_AREAS; do
    key_report "http://127.0.0.1:$BRIDGE_PORT/api/v1/keys/$area"
    case "$report" in
      *'"older":[]'*) die "The services do not know the new key yet." "Restart: ./bridge down && ./bridge up" ;;
      *'"finished":true'*) ;;
      *) die "$area: values of the old key are left." "First: ./bridge rotate-key" ;;
    esac
  done
  rewrite_setting BRIDGE_MASTER_KEY "${BRIDGE_MASTER_KEY%%,*}"
  ok "The old key is removed from $(short "$SETTINGS")."
  say "    Restart: ./bridge down && ./bridge up"
}
