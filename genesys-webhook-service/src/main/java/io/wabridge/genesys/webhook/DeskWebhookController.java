package io.wabridge.genesys.webhook;

import io.wabridge.kit.client.Desk;
import io.wabridge.kit.webhook.WebhookReception;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The address of a desk's webhooks. */
@RestController
class DeskWebhookController {

  private final WebhookReception<Desk> reception;

  DeskWebhookController(WebhookReception<Desk> reception) {
    this.reception = reception;
  }

  @RequestMapping({"/webhooks/{kind}/{deskId}", "/webhooks/{kind}/{deskId}/{*path}"})
  ResponseEntity<byte[]> receive(
      @PathVariable String kind,
      @PathVariable String deskId,
      @PathVariable(required = false) String path,
      HttpServletRequest request)
      throws IOException {
    return reception.answer(kind, deskId, path == null ? "" : path, request);
  }
}
