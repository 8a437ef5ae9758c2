package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Further calls on a number: registration, profile, and the status of a message. */
@RestController
class NumberEndpoint {
  private final TokenAuthorization authorization;
  private final MessageStore messageStore;

  NumberEndpoint(TokenAuthorization authorization, MessageStore messageStore) {
    this.authorization = authorization;
    this.messageStore = messageStore;
  }

  @PostMapping("/{id}/register")
  JsonNode register(@PathVariable String id, @RequestBody byte[] body, HttpServletRequest request) {
    authorization.number(request, id);
    String pin = Param.root(Json.read(body)).object().need("pin").text(6);
    if (!pin.matches("\\d{6}")) {
      throw GraphException.of(133005, "The PIN has six digits.");
    }
    return Json.object().put("success", true);
  }

  @PostMapping({
    "/{id}/deregister",
    "/{id}/request_code",
    "/{id}/verify_code",
    "/{id}/settings",
    "/{id}/whatsapp_business_profile"
  })
  JsonNode taken(@PathVariable String id, HttpServletRequest request) {
    authorization.number(request, id);
    return Json.object().put("success", true);
  }

  @GetMapping("/{id}/whatsapp_business_profile")
  JsonNode profile(@PathVariable String id, HttpServletRequest request) {
    BusinessNumber number = authorization.number(request, id);
    ObjectNode answer = Json.object();
    answer
        .putArray("data")
        .addObject()
        .put("messaging_product", "whatsapp")
        .put("about", number.verifiedName());
    return answer;
  }

  @GetMapping("/{id}/message_history")
  JsonNode history(
      @PathVariable String id,
      @RequestParam(name = "message_id", required = false) @Nullable String messageId,
      @RequestParam(required = false) @Nullable String fields,
      HttpServletRequest request) {
    BusinessNumber number = authorization.number(request, id);
    ObjectNode answer = Json.object();
    BusinessMessage message = messageStore.received().get(messageId);
    Chat chat = message == null ? null : message.chat();
    var data = answer.putArray("data");
    if (message != null && chat != null && chat.number() == number) {
      ObjectNode one = data.addObject().put("id", Ids.node()).put("message_id", message.id());
      if (fields != null && fields.contains("events")) {
        one.putObject("events")
            .putArray("data")
            .addObject()
            .put("delivery_status", message.status().toUpperCase(java.util.Locale.ROOT))
            .put("webhook_update_state", "DELIVERED")
            .put("timestamp", message.atMs() / 1000);
      }
    }
    return answer;
  }
}
