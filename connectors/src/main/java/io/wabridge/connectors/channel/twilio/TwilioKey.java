package io.wabridge.connectors.channel.twilio;

import io.wabridge.model.Secret;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key that may have signed a webhook.
 *
 * @param algorithm its name in Java
 */
record TwilioKey(String algorithm, Secret secret) {

  private static final Pattern ID = Pattern.compile("(?:^|[,;\\s])key=([^,;\\s]+)");
  private static final Pattern ALGORITHM = Pattern.compile("(?:^|[,;\\s])algorithm=([^,;\\s]+)");

  /**
   * The account's tokens or, if the request names a shared key, that key only.
   *
   * @param header names a shared key and its algorithm; null if the request does not
   */
  static List<TwilioKey> all(@Nullable String header, TwilioSettings settings) {
    if (header == null) {
      return settings.authTokens().stream().map(token -> new TwilioKey("HmacSHA1", token)).toList();
    }
    var id = ID.matcher(header);
    var algorithm = algorithm(header);
    var known =
        id.find()
            && id.group(1).equals(settings.sharedKeyId())
            && !settings.sharedKey().reveal().isEmpty();
    return known && algorithm != null
        ? List.of(new TwilioKey(algorithm, settings.sharedKey()))
        : List.of();
  }

  private static @Nullable String algorithm(String header) {
    var named = ALGORITHM.matcher(header);
    return switch (named.find() ? named.group(1).toUpperCase(Locale.ROOT) : "HMAC_SHA1") {
      case "HMAC_SHA1" -> "HmacSHA1";
      case "HMAC_SHA256" -> "HmacSHA256";
      default -> null;
    };
  }
}
