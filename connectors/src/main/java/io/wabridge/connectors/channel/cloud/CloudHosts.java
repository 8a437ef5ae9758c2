package io.wabridge.connectors.channel.cloud;

import io.wabridge.connectors.SameSite;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** Who may see the token: Meta's hosts over TLS, and the API as it is configured. */
final class CloudHosts {

  private static final List<String> DOMAINS = List.of("fbsbx.com", "facebook.com", "whatsapp.net");

  private CloudHosts() {}

  static boolean trusted(URI uri, URI baseUrl) {
    if (SameSite.same(uri, baseUrl)) {
      return true;
    }
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    boolean plain = uri.getPort() == -1 || uri.getPort() == 443;
    return "https".equalsIgnoreCase(uri.getScheme())
        && plain
        && DOMAINS.stream().anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain));
  }
}
