package io.wabridge.gateway.limit;

import io.wabridge.gateway.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a body that is announced to be larger than its limit, and stops reading one that turns
 * out to be larger, or that arrives too slowly. A service would refuse it, too, but its answer does
 * not always arrive while the gateway is still sending.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
class LimitedBodies extends OncePerRequestFilter {

  /** A caller that is refused may still be sending, and reads the answer only then. */
  private static final int STILL_READ = 2 * 1024 * 1024;

  private final Duration patience;

  LimitedBodies(LimitProperties limits) {
    this.patience = limits.bodyPatience();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var limit = BodyLimit.of(request.getServletPath());
    var limited = new Limited(request, limit, patience);
    if (request.getContentLengthLong() > limit.bytes()) {
      ProblemWriter.write(response, HttpStatus.CONTENT_TOO_LARGE, limit.rule());
    } else {
      chain.doFilter(limited, response);
    }
    if (response.getStatus() >= HttpStatus.BAD_REQUEST.value()
        && request.getHeader(HttpHeaders.EXPECT) == null
        && !request.isAsyncStarted()) {
      response.flushBuffer();
      if (response.isCommitted()) {
        limited.readTheRest();
      }
    }
  }

  /** The same request with a limited body. */
  private static final class Limited extends HttpServletRequestWrapper {

    private final BodyLimit limit;
    private final Duration patience;
    private @Nullable ServletInputStream body;

    Limited(HttpServletRequest request, BodyLimit limit, Duration patience) {
      super(request);
      this.limit = limit;
      this.patience = patience;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      if (body == null) {
        body =
            new LimitedBody(
                (HttpServletRequest) getRequest(), super.getInputStream(), limit, patience);
      }
      return body;
    }

    @Override
    public BufferedReader getReader() throws IOException {
      var charset =
          getCharacterEncoding() == null
              ? StandardCharsets.UTF_8
              : Charset.forName(getCharacterEncoding());
      return new BufferedReader(new InputStreamReader(getInputStream(), charset));
    }

    /** Reads what an honest caller is still sending; Tomcat closes the connection otherwise. */
    void readTheRest() {
      try {
        getInputStream().skip(STILL_READ);
      } catch (IOException | IllegalStateException e) {
        // the caller has its answer
      }
    }
  }
}
