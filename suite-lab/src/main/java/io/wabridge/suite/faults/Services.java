package io.wabridge.suite.faults;

import java.util.List;

/** The ten services: the port and main class of each, and what it connects to. */
enum Services {
  TENANT("tenant-service", "TENANT_SERVICE_PORT", "tenant.TenantServiceApplication"),
  AUTH("auth-service", "AUTH_SERVICE_PORT", "auth.AuthServiceApplication"),
  STATE("state-manager", "STATE_MANAGER_PORT", "state.StateManagerApplication"),
  WHATSAPP_WEBHOOK(
      "whatsapp-webhook-service",
      "WHATSAPP_WEBHOOK_SERVICE_PORT",
      "whatsapp.webhook.WhatsAppWebhookServiceApplication"),
  INBOUND(
      "inbound-transformer", "INBOUND_TRANSFORMER_PORT", "inbound.InboundTransformerApplication"),
  GENESYS_API(
      "genesys-api-service",
      "GENESYS_API_SERVICE_PORT",
      "genesys.api.GenesysApiServiceApplication"),
  GENESYS_WEBHOOK(
      "genesys-webhook-service",
      "GENESYS_WEBHOOK_SERVICE_PORT",
      "genesys.webhook.GenesysWebhookServiceApplication"),
  OUTBOUND(
      "outbound-transformer",
      "OUTBOUND_TRANSFORMER_PORT",
      "outbound.OutboundTransformerApplication"),
  WHATSAPP_API(
      "whatsapp-api-service",
      "WHATSAPP_API_SERVICE_PORT",
      "whatsapp.api.WhatsAppApiServiceApplication"),
  GATEWAY("api-gateway", "BRIDGE_PORT", "gateway.ApiGatewayApplication");

  private final String title;
  private final String portName;
  private final String mainClass;

  Services(String title, String portName, String mainClass) {
    this.title = title;
    this.portName = portName;
    this.mainClass = mainClass;
  }

  String title() {
    return title;
  }

  @Override
  public String toString() {
    return title;
  }

  String portName() {
    return portName;
  }

  String mainClass() {
    return "io.wabridge." + mainClass;
  }

  /** The targets it calls for messages: only faults on these lines have an effect. */
  List<String> busyLines() {
    return switch (this) {
      case TENANT, AUTH -> List.of(); // their callers cache the answers
      case STATE -> List.of("postgres", "redis");
      case WHATSAPP_WEBHOOK, GENESYS_WEBHOOK -> List.of("rabbitmq", "s3");
      case INBOUND, GENESYS_API, OUTBOUND, WHATSAPP_API ->
          List.of("rabbitmq", "s3", "state-manager");
      case GATEWAY ->
          List.of("whatsapp-webhook-service", "genesys-webhook-service", "genesys-api-service");
    };
  }
}
