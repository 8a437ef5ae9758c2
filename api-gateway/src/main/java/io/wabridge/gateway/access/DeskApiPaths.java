package io.wabridge.gateway.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/**
 * The public API that systems call with a key of their desk. The service checks the key; the
 * gateway passes it on unchanged.
 */
final class DeskApiPaths {

  private static final String KEY = "Bearer wbk_";

  private static final Pattern PATHS =
      Pattern.compile(
          "/api/v1/(messages|uploads"
              + "|conversations/[A-Za-z0-9-]{1,64}/(messages|typing|read|handoff|close))");

  private DeskApiPaths() {}

  /** Whether the request shows a desk's key on a path that takes one. */
  static boolean authenticates(HttpServletRequest request) {
    var shown = request.getHeader(HttpHeaders.AUTHORIZATION);
    return shown != null
        && shown.startsWith(KEY)
        && request.getMethod().equals("POST")
        && PATHS.matcher(request.getServletPath()).matches();
  }
}
