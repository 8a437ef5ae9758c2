package io.wabridge.sandbox.connect;

import io.wabridge.sandbox.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The rules for messages: declared content types, and how long they may be. */
@Component
class ChatRules {
  private static final int CHARACTERS = 1024;
  private static final int JSON_CHARACTERS = 12_000;
  private static final int RESPONSE_CHARACTERS = 12_288;

  private final Settings<ConnectSettings> settings;

  ChatRules(Settings<ConnectSettings> settings) {
    this.settings = settings;
  }

  void message(String contentType, String content, Set<String> declared) {
    if (!declared.contains(contentType)) {
      throw ConnectException.validation("ContentType is not supported by this chat");
    }
    if (content.isEmpty()) {
      throw ConnectException.validation("Content must have at least one character");
    }
    int bytes = settings.now().textBytes();
    boolean fits =
        bytes > 0
            ? content.getBytes(StandardCharsets.UTF_8).length <= bytes
            : content.length() <= characters(contentType);
    if (!fits) {
      throw ConnectException.validation("Content is too long");
    }
  }

  private static int characters(String contentType) {
    return switch (contentType) {
      case "application/json" -> JSON_CHARACTERS;
      case "application/vnd.amazonaws.connect.message.interactive.response" -> RESPONSE_CHARACTERS;
      default -> CHARACTERS;
    };
  }
}
