package io.wabridge.sandbox.connect;

import io.wabridge.sandbox.FaultFormat;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Names the operations for planned faults: "chat", "start-streaming", "connection", "message",
 * "event", "start-attachment-upload", "complete-attachment-upload", "attachment", "storage",
 * "instance", "topic", "certificate". Kinds are statuses, or names of exceptions with status 429:
 * "LimitExceededException".
 */
final class ConnectFaults implements FaultFormat {
  @Override
  public @Nullable String operation(HttpServletRequest request) {
    String path = request.getRequestURI();
    if (path.startsWith("/contact/") || path.startsWith("/participant/")) {
      return path.substring(path.lastIndexOf('/') + 1);
    }
    if (path.startsWith("/instance/")) {
      return "instance";
    }
    if (path.startsWith("/storage/")) {
      return "storage";
    }
    if (path.endsWith(".pem")) {
      return "certificate";
    }
    return path.equals("/") && request.getMethod().equals("POST") ? "topic" : null;
  }

  @Override
  public void refuse(String kind, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ConnectErrors.write(planned(kind), request, response);
  }

  private static ConnectException planned(String kind) {
    if (!kind.matches("[0-9]{3}")) {
      return ConnectException.of(429, kind, "Planned by the sandbox");
    }
    int status = Integer.parseInt(kind);
    String type =
        switch (status) {
          case 400 -> "ValidationException";
          case 402 -> "ServiceQuotaExceededException";
          case 403 -> "AccessDeniedException";
          case 404 -> "ResourceNotFoundException";
          case 409 -> "ConflictException";
          case 410 -> "ContactNotFoundException";
          case 429 -> "ThrottlingException";
          default -> "InternalServerException";
        };
    return ConnectException.of(status, type, "Planned by the sandbox");
  }
}
