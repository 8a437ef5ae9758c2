package io.wabridge.genesys.webhook;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A message from a template, which may be sent at any time. */
final class TemplateMessage {

  private static final JsonMapper JSON = JsonMapper.shared();

  private TemplateMessage() {}

  static boolean is(byte[] message) {
    try {
      return JSON.readTree(message).path("type").asString("").equals("template");
    } catch (JacksonException e) {
      return false;
    }
  }
}
