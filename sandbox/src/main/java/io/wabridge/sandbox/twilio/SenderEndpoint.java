package io.wabridge.sandbox.twilio;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.whatsapp.ProviderAccess;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The WhatsApp sender of an account with its webhooks, and the typing indicator. */
@RestController
@RequestMapping(TwilioFacade.BASE + "/v2")
class SenderEndpoint {
  private final TwilioAccounts accounts;
  private final ProviderAccess access;
  private final MetaCalls meta;
  private final Sids sids;

  SenderEndpoint(TwilioAccounts accounts, ProviderAccess access, MetaCalls meta, Sids sids) {
    this.accounts = accounts;
    this.access = access;
    this.meta = meta;
    this.sids = sids;
  }

  @GetMapping("/Channels/Senders")
  JsonNode list(@RequestParam(name = "Channel") String channel, HttpServletRequest request) {
    TwilioAccount account = accounts.caller(request);
    ObjectNode answer = Json.object();
    List<ObjectNode> senders = channel.equals("whatsapp") ? List.of(view(account)) : List.of();
    answer.putArray("senders").addAll(senders);
    answer.putObject("meta").put("key", "senders").put("page", 0).putNull("next_page_url");
    return answer;
  }

  @GetMapping("/Channels/Senders/{sid}")
  JsonNode get(@PathVariable String sid, HttpServletRequest request) {
    return view(own(sid, request));
  }

  @PostMapping("/Channels/Senders/{sid}")
  ResponseEntity<JsonNode> update(
      @PathVariable String sid, @RequestBody JsonNode changes, HttpServletRequest request) {
    TwilioAccount account = own(sid, request);
    JsonNode webhook = changes.path("webhook");
    for (String name : List.of("callback_url", "status_callback_url")) {
      String url = Json.text(webhook, name);
      if (url != null && !url.matches("https?://[^_/]+(/.*)?")) {
        throw TwilioException.invalid(20001, name + " is not valid: " + url);
      }
    }
    if (webhook.isObject()) {
      account.webhook(webhook);
    }
    return ResponseEntity.status(202).body(view(account));
  }

  private TwilioAccount own(String sid, HttpServletRequest request) {
    TwilioAccount account = accounts.caller(request);
    if (!account.senderSid().equals(sid)) {
      throw TwilioException.notFound(sid);
    }
    return account;
  }

  private ObjectNode view(TwilioAccount account) {
    ProviderAccess.Grant grant = Objects.requireNonNull(access.grant(account.phoneNumberId()));
    ObjectNode view = Json.object().put("sid", account.senderSid()).put("status", "ONLINE");
    view.put("sender_id", "whatsapp:+" + grant.digits());
    view.putObject("configuration").put("waba_id", grant.wabaId());
    view.set("webhook", account.webhook());
    return view;
  }

  /** The message is marked as read, too. */
  @PostMapping("/Indicators/Typing.json")
  JsonNode typing(HttpServletRequest request) throws IOException {
    TwilioAccount account = accounts.caller(request);
    Map<String, List<String>> form = Forms.read(request);
    String sid = form.getOrDefault("messageId", List.of("")).getFirst();
    @Nullable String wamid = sids.wamid(sid);
    if (!form.getOrDefault("channel", List.of()).contains("whatsapp") || wamid == null) {
      throw TwilioException.invalid(20001, "channel and a messageId of a message are required");
    }
    ObjectNode mark = Json.object().put("messaging_product", "whatsapp").put("status", "read");
    mark.put("message_id", wamid).putObject("typing_indicator").put("type", "text");
    meta.post(account.phoneNumberId(), mark);
    return Json.object().put("success", true);
  }
}
