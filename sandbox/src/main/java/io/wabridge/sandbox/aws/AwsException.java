package io.wabridge.sandbox.aws;

import io.wabridge.sandbox.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An error with the name of AWS's exception. */
final class AwsException extends RuntimeException {
  private final int status;
  private final String type;

  AwsException(int status, String type, String message) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
  }

  static AwsException validation(String message) {
    return new AwsException(400, "ValidationException", message);
  }

  static AwsException invalid(String message) {
    return new AwsException(400, "InvalidParametersException", message);
  }

  static AwsException notFound(String message) {
    return new AwsException(404, "ResourceNotFoundException", message);
  }

  /** Writes it as the service of the path does: JSON with a header, or XML. */
  void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setStatus(status);
    String path = request.getRequestURI().substring(AwsFacade.BASE.length());
    if (path.startsWith("/v1/")) {
      response.setContentType("application/json");
      response.setHeader("x-amzn-ErrorType", type);
      response.getOutputStream().write(Json.bytes(Json.object().put("message", getMessage())));
      return;
    }
    response.setContentType("application/xml");
    String error = "<Code>" + type + "</Code><Message>" + getMessage() + "</Message>";
    String xml =
        path.equals("/")
            ? "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error>"
                + error
                + "</Error></ErrorResponse>"
            : "<Error>" + error + "</Error>";
    response.getOutputStream().write(xml.getBytes(StandardCharsets.UTF_8));
  }
}
