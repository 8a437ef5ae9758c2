package io.wabridge.connectors.channel.twilio;

import io.wabridge.model.connector.WebhookRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.stream.Stream;

/** The addresses over which Twilio may have signed a request. */
final class TwilioAddresses {

  private TwilioAddresses() {}

  /** The public address and the registered one, each with and without a port. */
  static Stream<String> of(WebhookRequest request, TwilioSettings settings) {
    return Stream.concat(Stream.of(request.url().toString()), registered(request, settings))
        .flatMap(TwilioAddresses::withAndWithoutPort)
        .distinct();
  }

  /** What Twilio called, if the address that was registered is not the bridge's current one. */
  private static Stream<String> registered(WebhookRequest request, TwilioSettings settings) {
    var url = settings.registeredUrl().replaceFirst("[?#].*$", "");
    var query = request.url().getRawQuery();
    return url.isBlank()
        ? Stream.of()
        : Stream.of(url + request.path() + (query == null ? "" : "?" + query));
  }

  /**
   * Twilio is not consistent about the port, nor about how the rest is encoded with another one.
   */
  private static Stream<String> withAndWithoutPort(String address) {
    try {
      var uri = new URI(address);
      var usual = "https".equals(uri.getScheme()) ? 443 : 80;
      return Stream.of(address, withPort(uri, uri.getPort() == -1 ? usual : -1));
    } catch (URISyntaxException _) {
      return Stream.of(address);
    }
  }

  private static String withPort(URI uri, int port) throws URISyntaxException {
    return new URI(
            uri.getScheme(),
            uri.getUserInfo(),
            uri.getHost(),
            port,
            uri.getPath(),
            uri.getQuery(),
            uri.getFragment())
        .toString();
  }
}
