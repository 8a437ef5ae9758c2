package io.wabridge.connectors.channel.dialog360;

import io.wabridge.model.connector.Probe;
import java.net.InetAddress;
import java.net.URI;

/**
 * Whether 360dialog accepts an address for webhooks: it refuses underscores and ports in the domain
 * (d360 1). Addresses of this machine and of private networks are for its stand-in.
 */
final class Dialog360Address {

  private static final String CHECK = "Webhook address";

  private Dialog360Address() {}

  static Probe check(URI url) {
    // Java knows no host with an underscore
    var authority = url.getRawAuthority() == null ? "" : url.getRawAuthority();
    var host = authority.replaceFirst(":[0-9]*$", "");
    if (host.contains("_")) {
      return failed("the host " + host + " contains an underscore");
    }
    if (isLocal(host)) {
      return Probe.ok(CHECK, "local, for a stand-in of 360dialog");
    }
    if (!host.equals(authority)) {
      return failed("the address has a port");
    }
    return "https".equalsIgnoreCase(url.getScheme())
        ? Probe.ok(CHECK, "fit for 360dialog")
        : failed("the address does not begin with https");
  }

  private static Probe failed(String found) {
    return Probe.failed(
        CHECK,
        found,
        "360dialog calls https addresses on port 443 without an underscore in the host: change the"
            + " bridge's public address (BRIDGE_PUBLIC_URL).");
  }

  private static boolean isLocal(String host) {
    try {
      var address = InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", ""));
      return address.isLoopbackAddress()
          || address.isSiteLocalAddress()
          || address.isLinkLocalAddress();
    } catch (IllegalArgumentException _) {
      return !host.isEmpty() && (!host.contains(".") || host.endsWith(".localhost"));
    }
  }
}
