package io.wabridge.gateway.access;

import io.wabridge.gateway.ForwardedHeaders;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/**
 * The static admin token, for the installation's own programs. It opens everything and belongs to
 * no person, so it is accepted from this machine only, unless a setting names other addresses. A
 * request that a proxy passed on is not from this machine.
 */
@Component
class AdminToken {

  private static final Logger log = LoggerFactory.getLogger(AdminToken.class);

  private final byte[] expected;
  private final List<IpAddressMatcher> accepted;

  AdminToken(AccessProperties properties) {
    this.expected = bytes("Bearer " + properties.adminToken().reveal());
    this.accepted =
        Stream.concat(Stream.of("127.0.0.0/8", "::1"), properties.adminTokenFrom().stream())
            .map(IpAddressMatcher::new)
            .toList();
    if (!properties.adminTokenFrom().isEmpty()) {
      log.warn(
          "the admin token is accepted from {}: it may do everything; use accounts and"
              + " API keys instead (docs/access.md)",
          properties.adminTokenFrom());
    }
  }

  boolean accepts(HttpServletRequest request, String authorization) {
    return MessageDigest.isEqual(bytes(authorization), expected)
        && request.getAttribute(ForwardedHeaders.FORWARDED) == null
        && accepted.stream().anyMatch(range -> range.matches(request.getRemoteAddr()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
