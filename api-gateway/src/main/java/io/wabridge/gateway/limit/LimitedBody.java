package io.wabridge.gateway.limit;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/**
 * A body that is read within its limits: at most so many bytes, and not slower than a least rate.
 * Only the time of waiting for the caller counts, not that of the service that the body is passed
 * on to.
 */
final class LimitedBody extends ServletInputStream {

  private static final String SLOW = "The body arrives too slowly.";

  private final HttpServletRequest request;
  private final ServletInputStream body;
  private final BodyLimit limit;
  private final Duration patience;
  private long read;
  private long waited;

  LimitedBody(
      HttpServletRequest request, ServletInputStream body, BodyLimit limit, Duration patience) {
    this.request = request;
    this.body = body;
    this.limit = limit;
    this.patience = patience;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    var since = System.nanoTime();
    int count;
    try {
      count = body.read(bytes, from, length);
    } catch (IOException e) {
      waited += System.nanoTime() - since;
      throw slow() ? refused(HttpStatus.REQUEST_TIMEOUT, SLOW) : e;
    }
    waited += System.nanoTime() - since;
    if (count < 0) {
      return count;
    }
    read += count;
    if (read > limit.bytes()) {
      throw refused(HttpStatus.CONTENT_TOO_LARGE, limit.rule());
    }
    if (slow()) {
      throw refused(HttpStatus.REQUEST_TIMEOUT, SLOW);
    }
    return count;
  }

  private boolean slow() {
    return waited
        > patience.toNanos() + Duration.ofSeconds(1).toNanos() / limit.bytesPerSecond() * read;
  }

  private RefusedBody refused(HttpStatus status, String rule) {
    var refused = new RefusedBody(status, rule);
    refused.remember(request);
    return refused;
  }

  @Override
  public boolean isFinished() {
    return body.isFinished();
  }

  @Override
  public boolean isReady() {
    return body.isReady();
  }

  @Override
  public void setReadListener(ReadListener listener) {
    body.setReadListener(listener);
  }
}
