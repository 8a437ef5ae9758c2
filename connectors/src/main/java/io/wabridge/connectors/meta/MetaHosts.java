package io.wabridge.connectors.meta;

import io.wabridge.connectors.SameSite;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** Which addresses of files are trusted: Meta's hosts over TLS, and the configured API. */
public final class MetaHosts {

  private static final List<String> DOMAINS = List.of("fbsbx.com", "facebook.com", "whatsapp.net");

  private MetaHosts() {}

  public static boolean trusted(URI uri, URI baseUrl) {
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
