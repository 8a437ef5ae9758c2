package io.wabridge.sandbox.connect;

/** An error with the name of AWS' exception. */
final class ConnectException extends RuntimeException {
  private final int status;
  private final String type;

  private ConnectException(int status, String type, String message) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
  }

  static ConnectException of(int status, String type, String message) {
    return new ConnectException(status, type, message);
  }

  static ConnectException invalidRequest(String message) {
    return new ConnectException(400, "InvalidRequestException", message);
  }

  static ConnectException invalidParameter(String message) {
    return new ConnectException(400, "InvalidParameterException", message);
  }

  static ConnectException notFound(String message) {
    return new ConnectException(404, "ResourceNotFoundException", message);
  }

  /** The participant API's errors in a request. */
  static ConnectException validation(String message) {
    return new ConnectException(400, "ValidationException", message);
  }

  static ConnectException accessDenied() {
    return new ConnectException(403, "AccessDeniedException", "Access denied");
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }
}
