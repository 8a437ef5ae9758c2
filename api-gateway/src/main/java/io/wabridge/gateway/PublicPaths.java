package io.wabridge.gateway;

import java.util.List;
import java.util.Set;

/**
 * What may be asked for without the admin's token: what proves itself in another way (signed
 * webhooks, signed links to files), the portal, the API page, and whether the gateway is up.
 * Everything that is not named here needs the token.
 */
final class PublicPaths {

  /** Only at the metrics port. */
  static final String METRICS = "/actuator/prometheus";

  private static final String HEALTH = "/actuator/health";

  private static final Set<String> PATHS =
      Set.of("", "/", "/index.html", "/favicon.svg", "/favicon.ico", "/docs", METRICS);
  private static final List<String> BELOW =
      List.of("/assets/", "/docs/", "/swagger-ui/", "/webhooks/", "/media/");

  private PublicPaths() {}

  /** The path as it will be routed, decoded. */
  static boolean contains(String path) {
    return PATHS.contains(path) || isHealth(path) || BELOW.stream().anyMatch(path::startsWith);
  }

  static boolean isHealth(String path) {
    return path.equals(HEALTH)
        || path.equals(HEALTH + "/liveness")
        || path.equals(HEALTH + "/readiness");
  }
}
