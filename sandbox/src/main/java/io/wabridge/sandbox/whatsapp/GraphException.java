package io.wabridge.sandbox.whatsapp;

import org.jspecify.annotations.Nullable;

/** An error with Meta's texts. */
final class GraphException extends RuntimeException {
  private final int status;
  private final int code;
  private final @Nullable Integer subcode;
  private final String type;
  private final @Nullable String details;
  private @Nullable String userTitle;
  private @Nullable String userWords;

  private GraphException(
      int status,
      int code,
      @Nullable Integer subcode,
      String type,
      String message,
      @Nullable String details) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.subcode = subcode;
    this.type = type;
    this.details = details;
  }

  static GraphException of(int code, @Nullable String details) {
    String message = "(#" + code + ") " + ErrorCodes.title(code);
    return new GraphException(
        ErrorCodes.status(code), code, null, "OAuthException", message, details);
  }

  static GraphException param(String message) {
    return new GraphException(400, 100, null, "OAuthException", "(#100) " + message, null);
  }

  /** A refusal with an explanation for the business. */
  static GraphException ofUser(int subcode, String title, String words) {
    GraphException refusal =
        new GraphException(400, 100, subcode, "OAuthException", "Invalid parameter", null);
    refusal.userTitle = title;
    refusal.userWords = words;
    return refusal;
  }

  @Nullable String userTitle() {
    return userTitle;
  }

  @Nullable String userWords() {
    return userWords;
  }

  static GraphException badToken(String message) {
    return new GraphException(401, 190, null, "OAuthException", message, null);
  }

  static GraphException expiredToken(String message) {
    return new GraphException(401, 190, 463, "OAuthException", message, null);
  }

  static GraphException noSuchObject(String method, String id) {
    String message =
        "Unsupported %s request. Object with ID '%s' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api"
            .formatted(method.toLowerCase(java.util.Locale.ROOT), id);
    return new GraphException(400, 100, 33, "GraphMethodException", message, null);
  }

  static GraphException unknownPath(String path) {
    return new GraphException(
        400, 2500, null, "OAuthException", "Unknown path components: " + path, null);
  }

  static GraphException noToken() {
    return new GraphException(
        400,
        2500,
        null,
        "OAuthException",
        "An active access token must be used to query information about the current user.",
        null);
  }

  int status() {
    return status;
  }

  int code() {
    return code;
  }

  @Nullable Integer subcode() {
    return subcode;
  }

  String type() {
    return type;
  }

  @Nullable String details() {
    return details;
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
