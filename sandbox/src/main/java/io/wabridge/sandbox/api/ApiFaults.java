package io.wabridge.sandbox.api;

import io.wabridge.sandbox.FaultFormat;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The one operation for planned faults is "events"; kinds are statuses, the body stays empty. */
final class ApiFaults implements FaultFormat {
  private static final String EVENTS = "/events/";

  @Override
  public @Nullable String operation(HttpServletRequest request) {
    return request.getRequestURI().startsWith(EVENTS) ? "events" : null;
  }

  /** The name of the system. */
  @Override
  public @Nullable String caller(HttpServletRequest request) {
    return operation(request) == null ? null : request.getRequestURI().substring(EVENTS.length());
  }

  @Override
  public void refuse(String kind, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int status = Integer.parseInt(kind);
    response.setStatus(status);
    if (status == 429) {
      response.setHeader("Retry-After", "2");
    }
  }
}
