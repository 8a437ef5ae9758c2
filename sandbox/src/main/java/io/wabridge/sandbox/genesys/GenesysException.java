package io.wabridge.sandbox.genesys;

/** An error with the texts of Genesys Cloud. */
final class GenesysException extends RuntimeException {
  private final int status;
  private final String code;
  private final long retryAfter;

  private GenesysException(int status, String code, String message, long retryAfter) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }

  static GenesysException badRequest(String message) {
    return new GenesysException(400, "bad.request", message, 0);
  }

  static GenesysException invalid(String message) {
    return new GenesysException(400, "invalid.value", message, 0);
  }

  static GenesysException notFound(String what) {
    return new GenesysException(
        404, "not.found", "The requested resource was not found: " + what, 0);
  }

  static GenesysException badCredentials() {
    return new GenesysException(401, "bad.credentials", "Invalid login credentials.", 0);
  }

  static GenesysException noCredentials() {
    return new GenesysException(
        401, "authentication.required", "No authentication bearer token specified.", 0);
  }

  static GenesysException tooMany(long seconds) {
    return new GenesysException(
        429,
        "too.many.requests.retry.after",
        "Rate limit exceeded the maximum. Retry the request in [%d] seconds".formatted(seconds),
        seconds);
  }

  static GenesysException status(int status) {
    String code =
        switch (status) {
          case 403 -> "missing.permissions";
          case 404 -> "not.found";
          case 500 -> "internal.server.error";
          case 503 -> "service.unavailable";
          case 504 -> "request.timeout";
          default -> "bad.request";
        };
    return new GenesysException(status, code, "Planned by the sandbox.", 0);
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  /** Zero: no such header. */
  long retryAfter() {
    return retryAfter;
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
