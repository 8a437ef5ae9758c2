package io.wabridge.gateway.access;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;

/**
 * The browser's session in Redis. It holds the id of the person's session, and no other fact of the
 * person: auth-service is asked for those.
 */
final class BrowserSession {

  private static final String ID = "wabridge.session";

  private BrowserSession() {}

  static Optional<String> id(HttpServletRequest request) {
    var session = request.getSession(false);
    return session != null && session.getAttribute(ID) instanceof String id
        ? Optional.of(id)
        : Optional.empty();
  }

  /** Begins a new one: the cookie from before the sign-in is worth nothing afterwards. */
  static void begin(HttpServletRequest request, String id, Duration longest) {
    end(request);
    var session = request.getSession(true);
    session.setMaxInactiveInterval((int) longest.toSeconds());
    session.setAttribute(ID, id);
  }

  static void end(HttpServletRequest request) {
    var session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }
}
