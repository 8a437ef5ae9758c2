package io.wabridge.sandbox.chatwoot;

import io.wabridge.sandbox.Json;
import tools.jackson.databind.node.ObjectNode;

/** An error with the texts of Chatwoot. */
final class ChatwootException extends RuntimeException {
  private final int status;
  private final ObjectNode body;

  private ChatwootException(int status, String message, ObjectNode body) {
    super(message, null, false, false);
    this.status = status;
    this.body = body;
  }

  static ChatwootException error(int status, String message) {
    return new ChatwootException(status, message, Json.object().put("error", message));
  }

  static ChatwootException noToken() {
    return error(401, "Invalid Access Token");
  }

  static ChatwootException notAuthorized() {
    return error(401, "You are not authorized to do this action");
  }

  static ChatwootException notFound() {
    return error(404, "Resource could not be found");
  }

  static ChatwootException message(String message) {
    return error(422, message);
  }

  /** A record that is not valid, with the name of its attribute. */
  static ChatwootException record(String attribute, String message) {
    ObjectNode body = Json.object().put("message", message);
    body.putArray("attributes").add(attribute);
    return new ChatwootException(422, message, body);
  }

  int status() {
    return status;
  }

  ObjectNode body() {
    return body;
  }
}
