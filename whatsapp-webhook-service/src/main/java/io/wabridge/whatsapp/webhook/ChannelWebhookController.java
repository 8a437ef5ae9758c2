package io.wabridge.whatsapp.webhook;

import io.wabridge.kit.client.Channel;
import io.wabridge.kit.webhook.WebhookReception;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The address of a channel's webhooks. */
@RestController
class ChannelWebhookController {

  private final WebhookReception<Channel> reception;

  ChannelWebhookController(WebhookReception<Channel> reception) {
    this.reception = reception;
  }

  @RequestMapping({"/webhooks/whatsapp/{channelId}", "/webhooks/whatsapp/{channelId}/{*path}"})
  ResponseEntity<byte[]> receive(
      @PathVariable String channelId,
      @PathVariable(required = false) String path,
      HttpServletRequest request)
      throws IOException {
    return reception.answer("", channelId, path == null ? "" : path, request);
  }
}
