package io.wabridge.kit.connection;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The stand-ins of outside products, to try the bridge without accounts. An empty address is none.
 *
 * @param urls by the kind of the connector: where the bridge calls the stand-in
 * @param pages by the kind: where a person opens its page
 */
@ConfigurationProperties("bridge.sandbox")
public record SandboxProperties(Map<String, String> urls, Map<String, String> pages) {

  public SandboxProperties {
    urls = urls == null ? Map.of() : Map.copyOf(urls);
    pages = pages == null ? Map.of() : Map.copyOf(pages);
  }

  public Optional<URI> url(String kind) {
    return Optional.ofNullable(address(urls, kind));
  }

  /** Where a person opens the page of the stand-in of this kind. */
  public Optional<URI> page(String kind) {
    return Optional.ofNullable(address(pages, kind));
  }

  private static @Nullable URI address(Map<String, String> addresses, String kind) {
    var address = addresses.getOrDefault(kind, "");
    return address.isBlank() ? null : URI.create(address);
  }
}
