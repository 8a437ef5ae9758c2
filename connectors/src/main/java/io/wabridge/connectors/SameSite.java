package io.wabridge.connectors;

import java.net.URI;

/** Whether two addresses have the same origin: scheme, host and port. */
public final class SameSite {

  private SameSite() {}

  public static boolean same(URI one, URI other) {
    return one.getHost() != null
        && one.getHost().equalsIgnoreCase(other.getHost())
        && one.getScheme() != null
        && one.getScheme().equalsIgnoreCase(other.getScheme())
        && port(one) == port(other)
        && one.getRawUserInfo() == null;
  }

  private static int port(URI uri) {
    return uri.getPort() != -1
        ? uri.getPort()
        : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }
}
