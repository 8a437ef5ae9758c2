package io.wabridge.kit.webhook;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * Reads the exact bytes of webhooks. A body above the limit is refused before it is read, and so is
 * one for which the budget of the service has no room. Callers check beforehand what they can check
 * without the body.
 */
final class WebhookBodies {

  private final BodyBudget budget;

  WebhookBodies(WebhookProperties properties) {
    this.budget = new BodyBudget(properties.bytes());
  }

  /** The body keeps its part of the budget until it is closed. */
  WebhookBody read(HttpServletRequest request, int maxBytes) throws IOException {
    var announced = request.getContentLengthLong();
    if (announced > maxBytes) {
      throw tooLarge(maxBytes);
    }
    return announced < 0
        ? ofUnknownLength(request.getInputStream(), maxBytes)
        : ofLength((int) announced, request.getInputStream());
  }

  private WebhookBody ofLength(int length, InputStream in) throws IOException {
    take(length);
    try {
      var bytes = new byte[length];
      var read = in.readNBytes(bytes, 0, length);
      return body(read == length ? bytes : Arrays.copyOf(bytes, read), length);
    } catch (IOException | RuntimeException e) {
      budget.give(length);
      throw e;
    }
  }

  /** Takes from the budget as it grows. */
  private WebhookBody ofUnknownLength(InputStream in, int maxBytes) throws IOException {
    var taken = Math.min(BodyBudget.SMALL, maxBytes);
    take(taken);
    try {
      var bytes = new byte[taken];
      var read = in.readNBytes(bytes, 0, taken);
      while (read == bytes.length && read < maxBytes) {
        var larger = Math.min(2 * read, maxBytes);
        take(larger - taken);
        taken = larger;
        bytes = Arrays.copyOf(bytes, larger);
        read += in.readNBytes(bytes, read, larger - read);
      }
      if (read == maxBytes && in.read() >= 0) {
        throw tooLarge(maxBytes);
      }
      return body(Arrays.copyOf(bytes, read), taken);
    } catch (IOException | RuntimeException e) {
      budget.give(taken);
      throw e;
    }
  }

  private WebhookBody body(byte[] bytes, int taken) {
    return new WebhookBody(bytes, () -> budget.give(taken));
  }

  private void take(int bytes) {
    if (!budget.take(bytes)) {
      throw new NoRoomForBody();
    }
  }

  private static ResponseStatusException tooLarge(int maxBytes) {
    return new ResponseStatusException(
        HttpStatus.CONTENT_TOO_LARGE, "The body may have at most " + maxBytes + " bytes.");
  }
}
