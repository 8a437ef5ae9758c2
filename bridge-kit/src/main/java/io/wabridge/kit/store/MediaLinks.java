package io.wabridge.kit.store;

import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.model.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Links to files that need no credentials: unguessable, for one file, valid for a time. The whole
 * link (file, type, name, expiry) is encrypted, so that it names no person and no part of it can be
 * changed.
 */
public final class MediaLinks {

  /** The file that a link points to. */
  public record Target(String bucket, String key, String mimeType, String filename) {

    /** The tenant whose file it is; empty if the key names none. */
    public String tenant() {
      var end = key.indexOf('/');
      return end < 0 ? "" : key.substring(0, end);
    }
  }

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private static final String PURPOSE = "media-link";

  private final FieldEncryption encryption;
  private final URI publicUrl;
  private final Clock clock;

  /**
   * Links with these keys.
   *
   * @param mediaKeys separated by commas: the first encrypts, all decrypt
   */
  public MediaLinks(Secret mediaKeys, URI publicUrl, Clock clock) {
    this.encryption = FieldEncryption.of(mediaKeys);
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
    var path = "/media/" + BASE64.encodeToString(encryption.encrypt(said, PURPOSE));
    return publicUrl.toString().replaceAll("/+$", "") + path;
  }

  /** The file that a link points to; empty if the link is invalid, changed or expired. */
  public Optional<Target> read(String link) {
    try {
      var said = encryption.decrypt(Base64.getUrlDecoder().decode(link), PURPOSE).split("&", -1);
      if (said.length != 5
          || clock.instant().isAfter(Instant.ofEpochSecond(Long.parseLong(said[0])))) {
        return Optional.empty();
      }
      return Optional.of(new Target(dec(said[1]), dec(said[2]), dec(said[3]), dec(said[4])));
    } catch (IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  private static String enc(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static String dec(String value) {
    return URLDecoder.decode(value, StandardCharsets.UTF_8);
  }
}
