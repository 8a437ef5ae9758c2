package io.wabridge.tenant;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which outside addresses tenants may enter.
 *
 * @param allowExplicitAddresses whether a tenant may name the API's address itself; off, because it
 *     lets a tenant make this server call an address of its choice
 */
@ConfigurationProperties("bridge.outside")
public record AddressProperties(@DefaultValue("false") boolean allowExplicitAddresses) {

  /** The address a tenant entered, if the operator permits it. */
  public String permitted(String address) {
    if (!allowExplicitAddresses) {
      throw new IllegalArgumentException(
          "Addresses of APIs cannot be entered on this installation"
              + " (bridge.outside.allow-explicit-addresses is off).");
    }
    var uri = URI.create(address);
    if (uri.getHost() == null || uri.getUserInfo() != null || !isHttp(uri)) {
      throw new IllegalArgumentException("Not an http or https address: " + address);
    }
    return address.replaceAll("/+$", "");
  }

  private static boolean isHttp(URI uri) {
    return "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
  }
}
