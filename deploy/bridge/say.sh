# shellcheck shell=sh
# Output: plain sentences; color and progress lines only on a terminal.

green='' yellow='' red='' plain='' moving=''
if [ -t 1 ] && [ "${TERM:-dumb}" != dumb ]; then
  moving=yes
  if [ -z "${NO_COLOR:-}" ]; then
    green=$(printf '\033[32m') yellow=$(printf '\033[33m') red=$(printf '\033[31m')
    plain=$(printf '\033[0m')
  fi
fi
spoke=0

wipe() { [ -z "$moving" ] || printf '\r\033[K'; }
say() { wipe; printf '%s\n' "$*"; }
ok() { wipe; printf '  %s✓%s %s\n' "$green" "$plain" "$*"; }
warn() { wipe; printf '  %s!%s %s\n' "$yellow" "$plain" "$*"; }
bad() { wipe; printf '  %s✗%s %s\n' "$red" "$plain" "$*"; }

# Ends the command: the error, and (second argument) what to do.
die() {
  bad "$1" >&2
  [ $# -lt 2 ] || printf '    %s\n' "$2" >&2
  exit 1
}

# A line that replaces itself on a terminal; elsewhere one plain line every 15 seconds.
progress() {
  if [ -n "$moving" ]; then
    printf '\r\033[K  ▸ %s' "$*"
  else
    clock=$(date +%s)
    [ "$spoke" -ne 0 ] || spoke=$clock
    if [ $((clock - spoke)) -ge 15 ]; then
      spoke=$clock
      printf '  %s\n' "$*"
    fi
  fi
}

# Seconds, with hundredths if the system provides them.
now() {
  if [ -r /proc/uptime ]; then
    read -r uptime _ </proc/uptime && printf '%s\n' "$uptime"
  else
    date +%s
  fi
}

since() { awk -v from="$1" -v to="$(now)" 'BEGIN { printf "%.1f s", to - from }'; }

# A path relative to the root of the clone.
short() { printf '%s' "${1#"$ROOT"/}"; }

# The last lines of a log, indented.
show_log() {
  [ -s "$1" ] || return 0
  printf '    The last lines of %s:\n' "$(short "$1")" >&2
  tail -n "${2:-8}" "$1" | cut -c1-240 | sed 's/^/      /' >&2
}
