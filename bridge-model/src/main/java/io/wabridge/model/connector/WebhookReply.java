package io.wabridge.model.connector;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The response to the product. */
public record WebhookReply(int status, Map<String, String> headers, byte[] body) {

  /** 200 without a body. */
  public static final WebhookReply OK = new WebhookReply(200, Map.of(), new byte[0]);

  public WebhookReply {
    headers = Map.copyOf(headers);
  }

  public static WebhookReply text(String body) {
    return new WebhookReply(
        200,
        Map.of("Content-Type", "text/plain;charset=UTF-8"),
        body.getBytes(StandardCharsets.UTF_8));
  }
}
