package io.wabridge.suite;

import java.util.Map;

/**
 * The addresses of this installation, from the environment set by ./bridge: local ports, or
 * complete URLs for other machines.
 */
public record Addresses(
    String gateway,
    String adminToken,
    String whatsapp,
    String genesys,
    String chatwoot,
    String connect) {

  public static Addresses of(Map<String, String> environment) {
    var base = Integer.parseInt(environment.getOrDefault("BRIDGE_PORT", "8080"));
    return new Addresses(
        environment.getOrDefault("BRIDGE_GATEWAY_URL", local(base)),
        environment.getOrDefault("BRIDGE_ADMIN_TOKEN", ""),
        environment.getOrDefault(
            "SANDBOX_WHATSAPP_URL", local(port(environment, "SANDBOX_WHATSAPP_PORT", base + 10))),
        environment.getOrDefault(
            "SANDBOX_GENESYS_URL", local(port(environment, "SANDBOX_GENESYS_PORT", base + 11))),
        environment.getOrDefault(
            "SANDBOX_CHATWOOT_URL", local(port(environment, "SANDBOX_CHATWOOT_PORT", base + 25))),
        environment.getOrDefault(
            "SANDBOX_CONNECT_URL", local(port(environment, "SANDBOX_CONNECT_PORT", base + 26))));
  }

  private static int port(Map<String, String> environment, String name, int otherwise) {
    return Integer.parseInt(environment.getOrDefault(name, "" + otherwise));
  }

  private static String local(int port) {
    return "http://127.0.0.1:" + port;
  }
}
