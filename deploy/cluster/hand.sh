#!/bin/sh
# hand.sh kill|pause|partition|restart: breaks the cluster of run.sh, repairs it, and prints in its last
# line the affected node and the observed effect: "rabbit2: leader of 6 queues, gone for 5 s, …".
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
# shellcheck source=deploy/cluster/nodes.sh
. "$HERE/nodes.sh"

blocked() {
  for other in $NODES; do
    [ "$other" = "$hit" ] || for chain in INPUT OUTPUT; do
      side=-s
      [ "$chain" = INPUT ] || side=-d
      docker exec -u 0 "$(container "$hit")" iptables "$1" "$chain" "$side" "$(address "$other")" -j DROP
    done
  done
}

case "$1" in
  kill)
    hit=$(busiest)
    led=$(ctl "$(any_node)" list_queues --no-table-headers leader | grep -c "rabbit@rabbit$hit$")
    docker kill -s KILL "$(container "$hit")" >/dev/null
    gone=$(state "$hit" Running)
    sleep 5
    docker start "$(container "$hit")" >/dev/null
    [ "$gone" = false ]
    await_members || seen=', its queues were not complete within 60 s'
    echo "rabbit$hit: leader of $led queues, gone for 5 s${seen:-, then a member of all queues again}"
    ;;
  pause)
    hit=$(busiest)
    docker pause "$(container "$hit")" >/dev/null
    paused=$(state "$hit" Paused)
    sleep 12
    docker unpause "$(container "$hit")" >/dev/null
    [ "$paused" = true ]
    echo "rabbit$hit: leader of most queues, paused for 12 s"
    ;;
  partition)
    hit=$(busiest)
    blocked -A
    sleep 20
    dropped=$(docker exec -u 0 "$(container "$hit")" iptables -L -v -x -n | awk '$3 == "DROP" { n += $1 } END { print n + 0 }')
    blocked -D
    [ "$dropped" -gt 0 ]
    echo "rabbit$hit: leader of most queues, isolated from the other two for 20 s, not from its clients: $dropped packets dropped"
    ;;
  restart)
    before=$(for node in $NODES; do state "$node" StartedAt; done)
    for node in $NODES; do docker restart -t 30 "$(container "$node")" >/dev/null & done
    wait
    [ "$before" != "$(for node in $NODES; do state "$node" StartedAt; done)" ]
    await_members || seen=', their queues were not complete within 60 s'
    echo "rabbit1-3: stopped and started at the same time${seen:-, all queues complete again}"
    ;;
  *)
    echo "hand.sh kill|pause|partition|restart" >&2
    exit 64
    ;;
esac
