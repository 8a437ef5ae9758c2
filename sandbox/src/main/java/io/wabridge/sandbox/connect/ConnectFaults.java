package io.wabridge.sandbox.connect;

import io.wabridge.sandbox.FaultFormat;
import io.wabridge.sandbox.SignatureV4;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names the operations for planned faults: "chat", "start-streaming", "connection", "message",
 * "event", "start-attachment-upload", "complete-attachment-upload", "attachment", "storage",
 * "instance", "topic", "certificate". Kinds are statuses, or names of exceptions: those about the
 * access key have the status 403, others, as "LimitExceededException", 429.
 */
final class ConnectFaults implements FaultFormat {
  private static final Set<String> OF_THE_KEY =
      Set.of("UnrecognizedClientException", "InvalidSignatureException", "ExpiredTokenException");

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

  /** The access key that signed the call; a participant's call has none. */
  @Override
  public @Nullable String caller(HttpServletRequest request) {
    return SignatureV4.accessKey(request);
  }

  @Override
  public void refuse(String kind, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ConnectErrors.write(planned(kind), request, response);
  }

  private static ConnectException planned(String kind) {
    if (!kind.matches("[0-9]{3}")) {
      int status = OF_THE_KEY.contains(kind) ? 403 : 429;
      return ConnectException.of(status, kind, "Planned by the sandbox");
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
