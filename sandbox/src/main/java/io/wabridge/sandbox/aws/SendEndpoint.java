package io.wabridge.sandbox.aws;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.whatsapp.ProviderCalls;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.UUID;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Takes Meta's messages as Base64. What AWS checks itself is refused at once; what WhatsApp refuses
 * is accepted, and reported by a status.
 */
@RestController
class SendEndpoint {
  private static final int LARGEST = 2_048_000;

  private final ProviderCalls meta;
  private final Publisher publisher;

  SendEndpoint(ProviderCalls meta, Publisher publisher) {
    this.meta = meta;
    this.publisher = publisher;
  }

  @PostMapping(AwsFacade.BASE + "/v1/whatsapp/send")
  JsonNode send(HttpServletRequest request) {
    JsonNode asked = SignedCalls.json(request);
    AwsAccount account = Numbers.account(request, asked);
    if (!Json.text(asked, "metaApiVersion", "").matches("v[1-9][0-9]\\.[0-9]")) {
      throw AwsException.validation("metaApiVersion is not valid");
    }
    JsonNode message = decoded(Json.text(asked, "message", ""));
    String to = Json.text(message, "to");
    if (to != null
        && !to.startsWith("+")
        && !"group".equals(Json.text(message, "recipient_type"))) {
      throw AwsException.invalid("to must be a number in E.164 format with a plus sign");
    }
    String id = UUID.randomUUID().toString();
    JsonNode answer = meta.post(account.phoneNumberId(), message);
    if (message.has("type")) {
      publisher.taken(account, id, message, answer);
    } else if (answer.has("error")) {
      throw AwsException.invalid(Json.text(answer.path("error"), "message", "refused by Meta"));
    }
    return Json.object().put("messageId", id);
  }

  private static JsonNode decoded(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      if (bytes.length > 0 && bytes.length <= LARGEST) {
        JsonNode json = Json.read(bytes);
        if ("whatsapp".equals(Json.text(json, "messaging_product"))) {
          return json;
        }
      }
    } catch (IllegalArgumentException | JacksonException e) {
      // answered below
    }
    throw AwsException.validation("message must be Base64 of a message of the Cloud API");
  }
}
