package io.wabridge.gateway.access;

import java.util.List;
import java.util.Set;

/**
 * The paths that need no sign-in: those that are authenticated in another way (signed webhooks,
 * signed links to files), the portal, the API page, and health.
 */
public final class PublicPaths {

  /** Only at the metrics port. */
  public static final String METRICS = "/actuator/prometheus";

  private static final String HEALTH = "/actuator/health";

  private static final Set<String> PATHS =
      Set.of("", "/", "/index.html", "/favicon.svg", "/favicon.ico", "/docs", METRICS);
  private static final List<String> BELOW =
      List.of("/assets/", "/docs/", "/swagger-ui/", "/webhooks/", "/media/");

  private PublicPaths() {}

  /** The path as it will be routed, decoded. */
  public static boolean contains(String path) {
    return PATHS.contains(path) || isHealth(path) || BELOW.stream().anyMatch(path::startsWith);
  }

  public static boolean isHealth(String path) {
    return path.equals(HEALTH)
        || path.equals(HEALTH + "/liveness")
        || path.equals(HEALTH + "/readiness");
  }
}
