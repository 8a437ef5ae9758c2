package io.wabridge.kit.webhook;

import io.wabridge.model.Secret;
import io.wabridge.model.connector.Settings;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The headers and the address of a webhook that the archive keeps: without those headers and values
 * in which a product shows a secret of the endpoint, because the archive is not encrypted and a
 * replay does not read them.
 */
final class ArchivedHeaders {

  private ArchivedHeaders() {}

  static Map<String, String> of(Map<String, String> headers, Settings settings) {
    return headers.entrySet().stream()
        .filter(header -> !showsSecret(header.getValue(), settings))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The address with asterisks instead of secrets. */
  static String address(URI url, Settings settings) {
    var address = url.toString();
    for (var secret : secrets(settings).toList()) {
      address =
          address
              .replace(secret, "***")
              .replace(URLEncoder.encode(secret, StandardCharsets.UTF_8), "***");
    }
    return address;
  }

  private static boolean showsSecret(String value, Settings settings) {
    return secrets(settings).anyMatch(value::contains);
  }

  /** Those that were replaced lately, too. */
  private static Stream<String> secrets(Settings settings) {
    return Stream.concat(
            settings.secrets().values().stream(), settings.previousSecrets().values().stream())
        .map(Secret::reveal)
        .filter(secret -> !secret.isEmpty());
  }
}
