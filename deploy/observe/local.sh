#!/bin/sh
# local.sh DIRECTORY: writes the configuration of Prometheus and Alertmanager for the installation
# whose ports are in the environment (those of settings.env).
#   PROMETHEUS_PORT, ALERTMANAGER_PORT   their ports, on 127.0.0.1
#   INTERVAL   scrape and evaluation interval; 15s
#   HASTE      overrides the duration (for) of every alert: for drills only
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
to=$1
mkdir -p "$to/rules"
sed -e "s/\(scrape\|evaluation\)_interval: .*/\1_interval: ${INTERVAL:-15s}/" \
  -e "s/alertmanager:9093/127.0.0.1:$ALERTMANAGER_PORT/" \
  -e "s/localhost:9090/127.0.0.1:$PROMETHEUS_PORT/" \
  -e "s/rabbitmq:15692/127.0.0.1:$RABBITMQ_PROMETHEUS_PORT/" \
  -e "s/api-gateway:8080/127.0.0.1:$BRIDGE_PORT/" \
  -e "s/tenant-service:8081/127.0.0.1:$TENANT_SERVICE_PORT/" \
  -e "s/auth-service:8082/127.0.0.1:$AUTH_SERVICE_PORT/" \
  -e "s/state-manager:8083/127.0.0.1:$STATE_MANAGER_PORT/" \
  -e "s/whatsapp-webhook-service:8084/127.0.0.1:$WHATSAPP_WEBHOOK_SERVICE_PORT/" \
  -e "s/inbound-transformer:8085/127.0.0.1:$INBOUND_TRANSFORMER_PORT/" \
  -e "s/genesys-api-service:8086/127.0.0.1:$GENESYS_API_SERVICE_PORT/" \
  -e "s/genesys-webhook-service:8087/127.0.0.1:$GENESYS_WEBHOOK_SERVICE_PORT/" \
  -e "s/outbound-transformer:8088/127.0.0.1:$OUTBOUND_TRANSFORMER_PORT/" \
  -e "s/whatsapp-api-service:8089/127.0.0.1:$WHATSAPP_API_SERVICE_PORT/" \
  "$here/prometheus.yml" >"$to/prometheus.yml"
for rules in "$here"/rules/*.yml; do
  if [ -n "${HASTE:-}" ]; then
    sed "s/^\( *for\): .*/\1: $HASTE/" "$rules"
  else
    cat "$rules"
  fi >"$to/rules/${rules##*/}"
done
cp "$here/alertmanager.yml" "$to/alertmanager.yml"
