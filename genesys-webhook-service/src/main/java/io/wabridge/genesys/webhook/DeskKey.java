package io.wabridge.genesys.webhook;

import io.wabridge.model.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/**
 * The bearer token of a system that calls the public API: {@code wbk_<desk id>_<API key>}.
 *
 * @param desk whose key it is
 */
record DeskKey(String desk, String key) {

  private static final Pattern TOKEN =
      Pattern.compile("Bearer wbk_([A-Za-z0-9-]{1,64})_([A-Za-z0-9-]{1,200})");

  static Optional<DeskKey> of(HttpServletRequest request) {
    var shown = request.getHeader(HttpHeaders.AUTHORIZATION);
    var token = TOKEN.matcher(shown == null ? "" : shown);
    return token.matches()
        ? Optional.of(new DeskKey(token.group(1), token.group(2)))
        : Optional.empty();
  }

  /** In constant time; an empty key is never right. */
  boolean isOneOf(List<Secret> expected) {
    return expected.stream()
        .map(Secret::reveal)
        .anyMatch(one ->
            !one.isEmpty()
                && MessageDigest.isEqual(
                    key.getBytes(StandardCharsets.UTF_8), one.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public String toString() {
    return "DeskKey[" + desk + "]";
  }
}
