package io.wabridge.sandbox.aws;

import io.wabridge.sandbox.FaultFormat;
import io.wabridge.sandbox.SignatureV4;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names the operations ("aws-send", "aws-media", "aws-account", "aws-topic", "aws-bucket") and
 * words the planned refusals: a status, or the name of an exception.
 */
final class AwsFaults implements FaultFormat {
  private static final Map<String, Integer> STATUS =
      Map.of(
          "AccessDeniedException", 403,
          "AccessDeniedByMetaException", 403,
          "UnrecognizedClientException", 403,
          "InvalidSignatureException", 403,
          "ThrottledRequestException", 429,
          "DependencyException", 502,
          "InternalServiceException", 500,
          "ResourceNotFoundException", 404);

  @Override
  public @Nullable String operation(HttpServletRequest request) {
    String path = request.getRequestURI().substring(AwsFacade.BASE.length());
    if (path.equals("/v1/whatsapp/send")) {
      return "aws-send";
    }
    if (path.startsWith("/v1/whatsapp/media")) {
      return "aws-media";
    }
    if (path.startsWith("/v1/")) {
      return "aws-account";
    }
    if (path.endsWith(".pem")) {
      return "aws-certificate";
    }
    return path.equals("/") ? "aws-topic" : "aws-bucket";
  }

  @Override
  public @Nullable String caller(HttpServletRequest request) {
    return SignatureV4.accessKey(request);
  }

  @Override
  public void refuse(String kind, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    planned(kind).write(request, response);
  }

  private static AwsException planned(String kind) {
    String words = "Planned by the sandbox";
    if (!kind.matches("[0-9]{3}")) {
      return new AwsException(STATUS.getOrDefault(kind, 400), kind, words);
    }
    int status = Integer.parseInt(kind);
    String type =
        switch (status) {
          case 400 -> "ValidationException";
          case 403 -> "AccessDeniedException";
          case 404 -> "ResourceNotFoundException";
          case 429 -> "ThrottledRequestException";
          case 502 -> "DependencyException";
          default -> "InternalServiceException";
        };
    return new AwsException(status, type, words);
  }
}
