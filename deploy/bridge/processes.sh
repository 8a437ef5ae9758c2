# shellcheck shell=sh
# Background processes: each in its own session, identified by pid and start time, so that a reused
# pid is never signalled.

PIDS=$BRIDGE_HOME/pids

# The start time of a process; empty if it has ended (a zombie has ended).
birth() {
  if [ -r "/proc/$1/stat" ]; then
    sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | awk '$1 != "Z" && $1 != "X" { print $20 }'
  elif [ ! -d /proc/self ]; then
    ps -o lstart= -p "$1" 2>/dev/null | tr ' ' '_'
  fi
}

# The pid of a process started here, if it is still the same process.
pid_of() {
  [ -f "$PIDS/$1" ] || return 1
  read -r recorded born <"$PIDS/$1" || return 1
  [ -n "$born" ] && [ "$(birth "$recorded")" = "$born" ] && printf '%s\n' "$recorded"
}

running() { pid_of "$1" >/dev/null; }

# launch NAME COMMAND...: the log of the previous run is kept as NAME.log.old.
launch() {
  name=$1
  shift
  mkdir -p "$PIDS"
  log=$BRIDGE_HOME/$name.log
  [ ! -f "$log" ] || mv -f "$log" "$log.old"
  (umask 077 && : >"$log")
  if command -v setsid >/dev/null 2>&1; then
    setsid nohup "$@" >>"$log" 2>&1 </dev/null &
  else
    nohup "$@" >>"$log" 2>&1 </dev/null &
  fi
  started=$!
  printf '%s %s\n' "$started" "$(birth "$started")" >"$PIDS/$name"
}

# stop NAME...: sends TERM to all, waits 20 seconds in total, then sends KILL.
stop() {
  waited=0
  for name in "$@"; do
    pid=$(pid_of "$name") || continue
    if [ "$name" = postgres ]; then
      kill -INT "$pid" 2>/dev/null # fast shutdown; TERM would wait for idle clients
    else
      # the whole session if there is one, otherwise the process
      kill -TERM -- "-$pid" 2>/dev/null || kill -TERM "$pid" 2>/dev/null
    fi
  done
  for name in "$@"; do
    [ -f "$PIDS/$name" ] || continue
    while pid=$(pid_of "$name") && [ "$waited" -lt 200 ]; do
      progress "Stopping $name"
      sleep 0.1
      waited=$((waited + 1))
    done
    if pid=$(pid_of "$name"); then
      kill -KILL -- "-$pid" 2>/dev/null || kill -KILL "$pid" 2>/dev/null
      warn "$name did not stop within 20 s and was killed."
    fi
    rm -f "$PIDS/$name"
  done
}

# RAM in MB of all processes in the sessions of the given pids: "RSS PSS".
memory() {
  members=''
  for leader in "$@"; do
    members="$members $(session_members "$leader")"
  done
  for member in $members; do
    cat "/proc/$member/smaps_rollup" 2>/dev/null
  done | awk '/^Rss:/ { rss += $2 } /^Pss:/ { pss += $2 } END { printf "%d %d", rss / 1024, pss / 1024 }'
}

session_members() {
  for stat in /proc/[0-9]*/stat; do
    cat "$stat" 2>/dev/null
  done | sed 's/ (.*) / /' | awk -v sid="$1" '$5 == sid { print $1 }'
}

# The listener of a port: "pid command", "?" if the system does not reveal it, empty if the port is
# free.
listener() {
  if [ -r /proc/net/tcp ]; then
    inode=$(cat /proc/net/tcp /proc/net/tcp6 2>/dev/null |
      awk -v port="$(printf ':%04X' "$1")" '$4 == "0A" && substr($2, length($2) - 4) == port { print $10; exit }')
    [ -n "$inode" ] || return 0
    holder=$(find /proc/[0-9]*/fd -maxdepth 1 -lname "socket:\[$inode\]" 2>/dev/null | head -n 1 | cut -d/ -f3)
    if [ -n "$holder" ]; then
      printf '%s %s\n' "$holder" "$(tr '\0' ' ' <"/proc/$holder/cmdline" 2>/dev/null | cut -c1-100)"
    else
      printf '?\n'
    fi
  elif command -v lsof >/dev/null 2>&1; then
    lsof -nP -iTCP:"$1" -sTCP:LISTEN 2>/dev/null | awk 'NR == 2 { print $2, $1 }'
  fi
}

# Whether a pid descends from, or shares a session with, a process started here.
ours() {
  [ -d "$PIDS" ] || return 1
  candidate=$1
  while [ "${candidate:-0}" -gt 1 ] 2>/dev/null; do
    lineage=$(sed 's/ (.*) / /' "/proc/$candidate/stat" 2>/dev/null | awk '{ print $3, $5 }')
    for record in "$PIDS"/*; do
      [ -f "$record" ] || continue
      mine=$(pid_of "${record##*/}") || continue
      [ "$mine" != "$candidate" ] && [ "$mine" != "${lineage#* }" ] || return 0
    done
    candidate=${lineage% *}
  done
  return 1
}

# Only one ./bridge at a time changes an installation; the lock of an ended process is taken over.
lock() {
  lockdir=$BRIDGE_HOME/lock
  tries=0
  until mkdir "$lockdir" 2>/dev/null; do
    { read -r owner born <"$lockdir/owner"; } 2>/dev/null || owner='' born=''
    if [ -z "$owner" ] && [ "$tries" -lt 10 ]; then
      : # being created
    elif [ -z "$owner" ] || [ "$(birth "$owner")" != "$born" ]; then
      rm -rf "$lockdir"
    else
      [ "$tries" -ne 10 ] || say "Another ./bridge (pid $owner) is changing this installation; waiting for it."
      [ "$tries" -lt 3000 ] || die "Another ./bridge (pid $owner) has held the lock for 5 minutes." "Check it, or stop it: kill $owner"
    fi
    tries=$((tries + 1))
    sleep 0.1
  done
  printf '%s %s\n' "$$" "$(birth $$)" >"$lockdir/owner"
  finish='' helpers=''
  trap leave EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
}

# On every exit: stop the helpers (pids), run finish, release the lock.
leave() {
  code=$?
  trap '' INT TERM HUP
  for helper in $helpers; do kill "$helper" 2>/dev/null; done
  if [ -n "$finish" ]; then
    todo=$finish
    finish=''
    "$todo"
  fi
  rm -rf "$lockdir"
  exit "$code"
}
