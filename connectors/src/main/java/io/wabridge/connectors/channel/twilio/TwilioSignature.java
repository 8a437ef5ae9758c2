package io.wabridge.connectors.channel.twilio;

import io.wabridge.model.Secret;
import io.wabridge.model.connector.WebhookRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the signature of a webhook (twilio 1). It covers the address that is registered at
 * Twilio, so the address comes from the bridge's settings, never from headers of proxies. A form's
 * parameters are signed with it; any other body is signed by its hash in the query.
 */
final class TwilioSignature {

  static final String HEADER = "x-twilio-signature";

  private static final String KEY_HEADER = "x-twilio-webhooks-signature-settings";
  private static final String BODY_HASH = "bodySHA256";
  private static final Pattern KEY = Pattern.compile("(?:^|[,;\\s])key=([^,;\\s]+)");
  private static final Pattern ALGORITHM = Pattern.compile("(?:^|[,;\\s])algorithm=([^,;\\s]+)");

  private TwilioSignature() {}

  /** A key with the name of its algorithm in Java. */
  private record Key(String algorithm, Secret secret) {}

  static boolean genuine(WebhookRequest request, TwilioSettings settings) {
    var signature = request.header(HEADER);
    return signature != null
        && bodyMatches(request)
        && keys(request.header(KEY_HEADER), settings).stream()
            .anyMatch(key -> signed(request, settings, key, signature));
  }

  static boolean hashesBody(WebhookRequest request) {
    return request.parameter(BODY_HASH) != null;
  }

  private static boolean bodyMatches(WebhookRequest request) {
    var hash = request.parameter(BODY_HASH);
    return hash == null || same(sha256Hex(request.body()), hash);
  }

  private static boolean signed(
      WebhookRequest request, TwilioSettings settings, Key key, String signature) {
    var parameters = hashesBody(request) ? "" : TwilioForm.read(request.body()).signed();
    return addresses(request, settings)
        .map(address -> mac(key, address + parameters))
        .anyMatch(expected -> same(expected, signature));
  }

  /**
   * The keys that may have signed it: a request that names a shared key is signed with no other.
   */
  private static List<Key> keys(@Nullable String header, TwilioSettings settings) {
    if (header == null) {
      return settings.authTokens().stream().map(token -> new Key("HmacSHA1", token)).toList();
    }
    var key = KEY.matcher(header);
    var known =
        key.find()
            && key.group(1).equals(settings.sharedKeyId())
            && !settings.sharedKey().reveal().isEmpty();
    var named = ALGORITHM.matcher(header);
    var algorithm =
        switch (named.find() ? named.group(1).toUpperCase(Locale.ROOT) : "HMAC_SHA1") {
          case "HMAC_SHA1" -> "HmacSHA1";
          case "HMAC_SHA256" -> "HmacSHA256";
          default -> null;
        };
    return known && algorithm != null
        ? List.of(new Key(algorithm, settings.sharedKey()))
        : List.of();
  }

  /** The public address and the registered one, each with and without a port. */
  private static Stream<String> addresses(WebhookRequest request, TwilioSettings settings) {
    return Stream.concat(Stream.of(request.url().toString()), registered(request, settings))
        .flatMap(TwilioSignature::withAndWithoutPort)
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

  private static String mac(Key key, String text) {
    try {
      var mac = Mac.getInstance(key.algorithm());
      mac.init(new SecretKeySpec(utf8(key.secret().reveal()), key.algorithm()));
      return Base64.getEncoder().encodeToString(mac.doFinal(utf8(text)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + key.algorithm(), e);
    }
  }

  private static String sha256Hex(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(utf8(expected), utf8(given));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
