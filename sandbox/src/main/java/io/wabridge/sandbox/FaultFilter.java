package io.wabridge.sandbox;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** Applies a planned fault to the request it was planned for. */
public final class FaultFilter extends OncePerRequestFilter {
  public static final String BYTES_PER_SECOND = "sandbox.bytesPerSecond";

  private final Faults faults;
  private final FaultFormat voice;

  public FaultFilter(Faults faults, FaultFormat voice) {
    this.faults = faults;
    this.voice = voice;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Fault fault = planned(request);
    if (fault == null) {
      chain.doFilter(request, response);
      return;
    }
    switch (fault.kind()) {
      case "slow" -> {
        pause(fault.delayMs());
        request.setAttribute(BYTES_PER_SECOND, fault.bytesPerSecond());
        chain.doFilter(request, response);
      }
      case "hang", "cut" -> {
        pause(fault.delayMs());
        cut(response);
      }
      case "hang-after", "cut-after" -> {
        chain.doFilter(request, new ContentCachingResponseWrapper(response));
        pause(fault.delayMs());
        cut(response);
      }
      case String kind when kind.endsWith("-after") -> {
        chain.doFilter(request, new ContentCachingResponseWrapper(response));
        response.resetBuffer();
        voice.refuse(kind.substring(0, kind.length() - "-after".length()), request, response);
      }
      default -> {
        pause(fault.delayMs());
        voice.refuse(fault.kind(), request, response);
      }
    }
  }

  private @Nullable Fault planned(HttpServletRequest request) {
    String operation = voice.operation(request);
    return operation == null ? null : faults.next(operation, voice.caller(request));
  }

  /** A Content-Length above the bytes sent makes the server cut the connection in the middle. */
  private static void cut(HttpServletResponse response) throws IOException {
    response.resetBuffer();
    response.setContentLength(1000);
    response.getOutputStream().write('{');
    response.flushBuffer();
    throw new ClientAbortException("cut by a planned fault");
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
