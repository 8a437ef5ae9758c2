package io.wabridge.sandbox.dialog360;

import java.net.InetAddress;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * What 360dialog demands of a webhook's address: no underscore and no port in the domain. Unlike
 * the original it calls this machine and private networks, where a port is allowed.
 */
final class WebhookRules {
  private static final Pattern PORT = Pattern.compile(":\\d+");

  private WebhookRules() {}

  static void check(Key.Destination destination) {
    String authority = authority(destination.url());
    String host = authority.replaceFirst(":\\d*$", "");
    if (host.contains("_")) {
      throw new GatewayException(400, "The domain of the url must not contain an underscore");
    }
    if (!host.equals(authority) && !isLocal(host)) {
      throw new GatewayException(400, "The domain of the url must not contain a port");
    }
    for (String value : destination.headers().values()) {
      if (value.contains("_") || PORT.matcher(value).find()) {
        throw new GatewayException(400, "A header must not contain an underscore or a port");
      }
    }
  }

  private static String authority(String url) {
    try {
      URI uri = URI.create(url);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (web && uri.getRawAuthority() != null) {
        return uri.getRawAuthority();
      }
    } catch (IllegalArgumentException e) {
      // refused like an address without a host
    }
    throw new GatewayException(400, "The url is not valid");
  }

  private static boolean isLocal(String host) {
    try {
      InetAddress address = InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", ""));
      return address.isLoopbackAddress() || address.isSiteLocalAddress();
    } catch (IllegalArgumentException e) {
      return !host.contains(".");
    }
  }
}
