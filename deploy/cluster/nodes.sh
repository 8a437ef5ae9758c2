# shellcheck shell=sh
# The three nodes: containers rabbit1, rabbit2 and rabbit3 in their own network.

NODES='1 2 3'
NETWORK=wabridge-cluster

container() { printf '%s-%s' "$NETWORK" "$1"; }

# ctl NODE ARGUMENT...: rabbitmqctl in the container of that node.
ctl() {
  node=$1
  shift
  docker exec "$(container "$node")" rabbitmqctl -q "$@"
}

# The first node that answers.
any_node() {
  for node in $NODES; do
    if [ "$(docker inspect -f '{{.State.Running}} {{.State.Paused}}' "$(container "$node")" 2>/dev/null)" = 'true false' ] &&
      ctl "$node" -t 5 list_queues --local name >/dev/null 2>&1; then
      printf '%s\n' "$node"
      return 0
    fi
  done
  return 1
}

# The node that leads most quorum queues.
busiest() {
  asked=$(any_node) || return 1
  ctl "$asked" list_queues --no-table-headers type leader | awk '$1 == "quorum" { print $2 }' |
    sort | uniq -c | sort -rn | awk 'NR == 1 { sub(/.*rabbit@rabbit/, ""); print }'
}

# The number of quorum queues, and how many of them have all three members online.
members() {
  asked=$(any_node) || return 1
  ctl "$asked" list_queues --no-table-headers type online members | awk -F '\t' '
    $1 == "quorum" { all++; if (split($2, a, ",") == 3 && split($3, b, ",") == 3) whole++ }
    END { printf "%d %d\n", all, whole }'
}

await_members() {
  for _ in $(seq 1 60); do
    counted=$(members) || counted='0 0'
    [ "${counted% *}" -eq 0 ] || [ "${counted% *}" != "${counted#* }" ] || return 0
    sleep 1
  done
  return 1
}

address() {
  docker inspect -f "{{(index .NetworkSettings.Networks \"$NETWORK\").IPAddress}}" "$(container "$1")"
}

state() { docker inspect -f "{{.State.$2}}" "$(container "$1")"; }
