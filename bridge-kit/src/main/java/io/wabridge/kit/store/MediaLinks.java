package io.wabridge.kit.store;

import io.wabridge.model.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Links to files that need no credentials: unguessable, for one file, valid for some days. The
 * whole link (file, type, name, expiry) is signed, so that no part of it can be changed.
 */
public final class MediaLinks {

  /** The file that a link points to. */
  public record Target(String bucket, String key, String mimeType, String filename) {}

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final byte[] key;
  private final URI publicUrl;
  private final Clock clock;

  public MediaLinks(Secret mediaKey, URI publicUrl, Clock clock) {
    this.key = Base64.getDecoder().decode(mediaKey.reveal());
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  public String sign(Target target, Duration life) {
    var until = clock.instant().plus(life).getEpochSecond();
    var said =
        String.join(
            "&",
            until + "",
            enc(target.bucket()),
            enc(target.key()),
            enc(target.mimeType()),
            enc(target.filename()));
    var token = BASE64.encodeToString(said.getBytes(StandardCharsets.UTF_8));
    var path = "/media/" + token + "." + BASE64.encodeToString(mac(token));
    return publicUrl.toString().replaceAll("/+$", "") + path;
  }

  /** The file that a link points to; empty if the link is invalid, changed or expired. */
  public Optional<Target> read(String link) {
    var dot = link.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    var token = link.substring(0, dot);
    try {
      if (!MessageDigest.isEqual(
          mac(token), Base64.getUrlDecoder().decode(link.substring(dot + 1)))) {
        return Optional.empty();
      }
      var said =
          new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split("&", -1);
      if (clock.instant().isAfter(Instant.ofEpochSecond(Long.parseLong(said[0])))) {
        return Optional.empty();
      }
      return Optional.of(new Target(dec(said[1]), dec(said[2]), dec(said[3]), dec(said[4])));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private byte[] mac(String token) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(token.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String enc(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static String dec(String value) {
    return URLDecoder.decode(value, StandardCharsets.UTF_8);
  }
}
