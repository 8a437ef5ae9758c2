package io.wabridge.sandbox.chatwoot;

import io.wabridge.sandbox.FaultFormat;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Names the operations for planned faults: "message", "messages" (reading), "status", "contacts",
 * "conversations", "inboxes", "webhooks", "file".
 */
final class ChatwootFaults implements FaultFormat {
  @Override
  public @Nullable String operation(HttpServletRequest request) {
    String path = request.getRequestURI();
    if (path.startsWith("/rails/")) {
      return "file";
    }
    if (!path.startsWith("/api/v1/")) {
      return null;
    }
    if (path.endsWith("/messages")) {
      return request.getMethod().equals("POST") ? "message" : "messages";
    }
    if (path.contains("/messages/")) {
      return "status";
    }
    String[] parts = path.split("/");
    return parts.length > 5 ? parts[5].replaceAll("contact_inboxes", "contacts") : null;
  }

  /** The access token of the call. */
  @Override
  public @Nullable String caller(HttpServletRequest request) {
    return request.getHeader(Access.HEADER);
  }

  @Override
  public void refuse(String kind, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int status = Integer.parseInt(kind);
    switch (status) {
      case 401 -> ChatwootErrors.write(ChatwootException.noToken(), response);
      case 404 -> ChatwootErrors.write(ChatwootException.notFound(), response);
      case 429 -> {
        response.setStatus(429);
        response.setHeader("Retry-After", "2");
        response.getOutputStream().write("Retry later\n".getBytes(StandardCharsets.UTF_8));
      }
      default ->
          ChatwootErrors.write(ChatwootException.error(status, "Planned by the sandbox"), response);
    }
  }
}
