package io.wabridge.kit;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * Reads the exact bytes of a webhook, up to a limit: what is longer is refused before it is read.
 */
public final class WebhookBody {

  private WebhookBody() {}

  public static byte[] read(HttpServletRequest request, int limit) throws IOException {
    var announced = request.getContentLengthLong();
    if (announced > limit) {
      throw tooLarge(limit);
    }
    var body = request.getInputStream().readNBytes(announced < 0 ? limit + 1 : (int) announced);
    if (body.length > limit) {
      throw tooLarge(limit);
    }
    return body;
  }

  /** The headers under lower-case names; of several with one name the first. */
  public static Map<String, String> headers(HttpServletRequest request) {
    var headers = new TreeMap<String, String>();
    for (var name : Collections.list(request.getHeaderNames())) {
      headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name));
    }
    return headers;
  }

  private static ResponseStatusException tooLarge(int limit) {
    return new ResponseStatusException(
        HttpStatus.CONTENT_TOO_LARGE, "A webhook may have " + limit / 1024 / 1024 + " MB at most.");
  }
}
