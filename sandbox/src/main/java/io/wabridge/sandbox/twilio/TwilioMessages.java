package io.wabridge.sandbox.twilio;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.SandboxScheduler;
import io.wabridge.sandbox.SerialExecutor;
import io.wabridge.sandbox.ShiftingClock;
import io.wabridge.sandbox.whatsapp.ProviderAccess;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The account and its messages. What Twilio checks itself is refused at once; what WhatsApp refuses
 * is accepted, and reported by a status callback. Messages to a person stay in order.
 */
@RestController
class TwilioMessages {
  private final TwilioAccounts accounts;
  private final ProviderAccess access;
  private final MetaCalls meta;
  private final Sids sids;
  private final StatusCallbacks callbacks;
  private final SandboxScheduler scheduler;
  private final Map<String, SerialExecutor> lanes = new ConcurrentHashMap<>();
  private final ShiftingClock clock;

  TwilioMessages(
      TwilioAccounts accounts,
      ProviderAccess access,
      MetaCalls meta,
      Sids sids,
      StatusCallbacks callbacks,
      SandboxScheduler scheduler,
      ShiftingClock clock) {
    this.accounts = accounts;
    this.access = access;
    this.meta = meta;
    this.sids = sids;
    this.callbacks = callbacks;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  @GetMapping(TwilioFacade.ACCOUNT + ".json")
  JsonNode account(@PathVariable String account, HttpServletRequest request) {
    TwilioAccount found = accounts.caller(request, account);
    return Json.object()
        .put("sid", found.sid())
        .put("friendly_name", "Sandbox")
        .put("status", "active")
        .put("type", "Full");
  }

  @PostMapping(TwilioFacade.ACCOUNT + "/Messages.json")
  ResponseEntity<JsonNode> send(@PathVariable String account, HttpServletRequest request)
      throws IOException {
    TwilioAccount sender = accounts.caller(request, account);
    MessageForm form = new MessageForm(Forms.read(request));
    sender.unknownParameters().addAll(form.unknown());
    String from =
        "whatsapp:+" + Objects.requireNonNull(access.grant(sender.phoneNumberId())).digits();
    form.check(from);
    String to = Objects.requireNonNull(form.find("To"));
    String media = form.find("MediaUrl");
    String sid = Sids.next(media == null ? "SM" : "MM");
    @Nullable ObjectNode message = media == null ? message(form, sender, to, sid) : null;
    TwilioAccount.Sent sent =
        new TwilioAccount.Sent(
            sid, to, form.find("StatusCallback"), resource(sender, sid, from, to, form));
    sender.sent().put(sid, sent);
    lanes
        .computeIfAbsent(from + " " + to, _ -> new SerialExecutor(scheduler.now()))
        .submit(() -> deliver(sender, sent, form, message));
    return ResponseEntity.status(201)
        .header("Twilio-Request-Id", Sids.next("RQ"))
        .body(sent.resource());
  }

  private static ObjectNode message(MessageForm form, TwilioAccount sender, String to, String sid) {
    String wanted = form.find("ContentSid");
    if (wanted == null) {
      return MetaMessage.text(form, to, sid);
    }
    ObjectNode content = sender.contents().get(wanted);
    if (content == null) {
      throw TwilioException.invalid(21655, "The ContentSid is invalid: " + wanted);
    }
    return MetaMessage.content(content, form.find("ContentVariables"), to, sid);
  }

  private void deliver(
      TwilioAccount sender, TwilioAccount.Sent sent, MessageForm form, @Nullable ObjectNode text) {
    String waId = sent.to().replaceAll("\\D", "");
    if (sender.manners().joinedOnly() && !sender.joined().contains(waId)) {
      callbacks.failed(sender, sent, 63015, "The recipient has not joined the sandbox.");
      return;
    }
    ObjectNode message = text == null ? media(form, sent) : text;
    if (message == null) {
      callbacks.failed(sender, sent, 63019, "The media could not be downloaded.");
      return;
    }
    JsonNode answer = meta.post(sender.phoneNumberId(), message);
    String wamid = Json.text(answer.path("messages").path(0), "id");
    if (wamid == null) {
      int code = answer.path("error").path("code").asInt(0);
      callbacks.failed(
          sender, sent, MetaCodes.twilios(code), Json.text(answer.path("error"), "message", ""));
      return;
    }
    sids.link(sent.sid(), wamid);
  }

  private @Nullable ObjectNode media(MessageForm form, TwilioAccount.Sent sent) {
    String url = Objects.requireNonNull(form.find("MediaUrl"));
    String mime = meta.typeOf(url);
    return mime.isEmpty() ? null : MetaMessage.media(form, sent.to(), sent.sid(), url, mime);
  }

  private ObjectNode resource(
      TwilioAccount sender, String sid, String from, String to, MessageForm form) {
    String now =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
    ObjectNode resource = Json.object().put("account_sid", sender.sid()).put("sid", sid);
    resource.put("status", "queued").put("direction", "outbound-api");
    resource.put("from", from).put("to", to).put("body", form.find("Body"));
    resource.put("num_media", form.find("MediaUrl") == null ? "0" : "1").put("num_segments", "1");
    resource.putNull("error_code").putNull("error_message").putNull("messaging_service_sid");
    resource.putNull("price").putNull("price_unit").putNull("date_sent");
    resource.put("date_created", now).put("date_updated", now).put("api_version", "2010-04-01");
    String uri = "/2010-04-01/Accounts/" + sender.sid() + "/Messages/" + sid;
    resource
        .put("uri", uri + ".json")
        .putObject("subresource_uris")
        .put("media", uri + "/Media.json");
    return resource;
  }

  @GetMapping(TwilioFacade.ACCOUNT + "/Messages/{sid}.json")
  JsonNode message(
      @PathVariable String account, @PathVariable String sid, HttpServletRequest request) {
    TwilioAccount.Sent sent = accounts.caller(request, account).sent().get(sid);
    if (sent == null) {
      throw TwilioException.notFound(request.getRequestURI());
    }
    return sent.resource();
  }

  @GetMapping(TwilioFacade.ACCOUNT + "/Messages.json")
  JsonNode messages(@PathVariable String account, HttpServletRequest request) {
    List<ObjectNode> all =
        accounts.caller(request, account).sent().values().stream()
            .map(TwilioAccount.Sent::resource)
            .toList();
    ObjectNode page = Json.object();
    page.putArray("messages").addAll(all);
    page.put("page", 0).put("page_size", 50).putNull("next_page_uri");
    return page.put("uri", "/2010-04-01/Accounts/" + account + "/Messages.json");
  }
}
