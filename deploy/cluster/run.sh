#!/bin/sh
# The fault suite on a cluster: three RabbitMQ 4.3 nodes in containers, and the ten services as
# processes that know all three. A node is killed, paused, isolated, or all are restarted; the fault
# suite's checker compares what arrived. Needs the image of deploy/images/local.sh, or another one
# with iptables in RABBITMQ_IMAGE.
#
#   deploy/cluster/run.sh [options of ./bridge faults]     default: --quick --minutes 4
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
ROOT=$(CDPATH='' cd -- "$HERE/../.." && pwd -P)
# shellcheck source=deploy/cluster/nodes.sh
. "$HERE/nodes.sh"
BRIDGE_HOME=$ROOT/.bridge/cluster
BRIDGE_PORT=${BRIDGE_PORT:-25080}
IMAGE=${RABBITMQ_IMAGE:-local/rabbitmq:4.3}
export BRIDGE_HOME BRIDGE_PORT

say() { printf '  %s  %s\n' "$(date +%H:%M:%S)" "$*"; }

gone() {
  for node in $NODES; do docker rm -f -v "$(container "$node")"; done
  docker network rm "$NETWORK"
}

docker image inspect "$IMAGE" >/dev/null 2>&1 || {
  echo "The image $IMAGE does not exist. Build it: deploy/images/local.sh" >&2
  exit 1
}
gone >/dev/null 2>&1 || true
trap 'gone >/dev/null 2>&1' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# the settings of this installation, including passwords
"$ROOT/bridge" stores down >/dev/null
set -a
# shellcheck source=/dev/null
. "$BRIDGE_HOME/settings.env"
set +a
cookie=$(od -An -tx1 -N 16 /dev/urandom | tr -d ' \n')
docker network create "$NETWORK" >/dev/null
addresses='' management=''
for node in $NODES; do
  amqp=$((BRIDGE_PORT + 20 + node)) pages=$((BRIDGE_PORT + 30 + node))
  addresses="$addresses${addresses:+,}127.0.0.1:$amqp"
  management="$management${management:+,}$pages"
  RABBITMQ_DEFAULT_PASS=$SPRING_RABBITMQ_PASSWORD RABBITMQ_ERLANG_COOKIE=$cookie \
    docker run -d --name "$(container "$node")" --hostname "rabbit$node" --network "$NETWORK" --network-alias "rabbit$node" \
    --cap-add NET_ADMIN -p "127.0.0.1:$amqp:5672" -p "127.0.0.1:$pages:15672" \
    -v "$HERE/rabbitmq.conf:/etc/rabbitmq/conf.d/20-cluster.conf:ro" \
    -v "$ROOT/deploy/compose/rabbitmq-plugins:/etc/rabbitmq/enabled_plugins:ro" \
    -e RABBITMQ_DEFAULT_USER="$SPRING_RABBITMQ_USERNAME" -e RABBITMQ_DEFAULT_PASS -e RABBITMQ_ERLANG_COOKIE \
    "$IMAGE" >/dev/null
done
for _ in $(seq 1 180); do
  running=$(ctl 1 cluster_status --formatter json 2>/dev/null | tr -d ' \n' | sed -n 's/.*"running_nodes":\[\([^]]*\)\].*/\1/p' | tr ',' '\n' | grep -c rabbit@ || true)
  [ "${running:-0}" -ne 3 ] || break
  sleep 1
done
[ "${running:-0}" -eq 3 ] || {
  docker logs --tail 20 "$(container 1)" >&2
  echo "The three nodes did not form a cluster." >&2
  exit 1
}
say "Three nodes of RabbitMQ $(ctl 1 version) form a cluster."

[ $# -gt 0 ] || set -- --quick --minutes 4
BRIDGE_CLUSTER_ADDRESSES=$addresses
BRIDGE_CLUSTER_MANAGEMENT=$management
BRIDGE_CLUSTER_HAND=$HERE/hand.sh
export BRIDGE_CLUSTER_ADDRESSES BRIDGE_CLUSTER_MANAGEMENT BRIDGE_CLUSTER_HAND
"$ROOT/bridge" faults --only F20,F21,F22,F23 "$@" &
suite=$!
# while it runs: once the queues exist, all must have three members
for _ in $(seq 1 600); do
  [ "$(members 2>/dev/null | cut -d' ' -f1)" -gt 16 ] 2>/dev/null && break
  kill -0 "$suite" 2>/dev/null || break
  sleep 1
done
counted=$(members || echo '0 0')
say "Of ${counted% *} quorum queues ${counted#* } have three members online."
wait "$suite" && verdict=0 || verdict=$?
counted=$(members || echo '0 0')
say "At the end, of ${counted% *} quorum queues ${counted#* } have three members online."
[ "${counted% *}" -gt 0 ] && [ "${counted% *}" = "${counted#* }" ] || verdict=1
exit "$verdict"
