package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Blobs;
import io.wabridge.sandbox.Faults;
import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.Pages;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import io.wabridge.sandbox.WebhookLog;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Control calls about the world itself: numbers, media, settings, and starting anew. */
@RestController
class WorldControl {
  private final Accounts accounts;
  private final Persons persons;
  private final Memory memory;
  private final MediaShelf shelf;
  private final Templates templates;
  private final Speech speech;
  private final Blobs blobs;
  private final Faults faults;
  private final ShiftingClock clock;
  private final WebhookLog log;
  private final Settings<WhatsAppSettings> settings;

  WorldControl(
      Accounts accounts,
      Persons persons,
      Memory memory,
      MediaShelf shelf,
      Templates templates,
      Speech speech,
      Blobs blobs,
      Faults faults,
      ShiftingClock clock,
      WebhookLog log,
      Settings<WhatsAppSettings> settings) {
    this.accounts = accounts;
    this.persons = persons;
    this.memory = memory;
    this.shelf = shelf;
    this.templates = templates;
    this.speech = speech;
    this.blobs = blobs;
    this.faults = faults;
    this.clock = clock;
    this.log = log;
    this.settings = settings;
  }

  @GetMapping("/")
  ResponseEntity<Resource> page() {
    return Pages.html("phone.html");
  }

  record NewNumber(
      String phoneNumberId,
      String display,
      @Nullable String name,
      String wabaId,
      @Nullable String businessId,
      String appId,
      String appSecret,
      String accessToken) {}

  @PostMapping("/sandbox/numbers")
  JsonNode number(@RequestBody NewNumber asked) {
    String name = asked.name() == null ? "Business " + asked.display() : asked.name();
    String business = asked.businessId() == null ? Accounts.BUSINESS_ID : asked.businessId();
    accounts.app(asked.appId(), asked.appSecret());
    Waba waba = accounts.waba(asked.wabaId(), name, business);
    accounts.token(asked.accessToken(), asked.appId(), Set.of(asked.wabaId()), 0);
    return view(accounts.number(asked.phoneNumberId(), asked.display(), name, waba));
  }

  @GetMapping("/sandbox/numbers")
  JsonNode numbers() {
    ArrayNode items = Json.array();
    accounts.numbers().forEach(number -> items.add(view(number)));
    return Json.object().set("items", items);
  }

  @GetMapping("/sandbox/counters")
  JsonNode counters() {
    long accepted = accounts.numbers().stream().mapToLong(one -> one.accepted().sum()).sum();
    return Json.object().put("accepted", accepted).put("repeatedCallbackData", memory.repeats());
  }

  private static ObjectNode view(BusinessNumber number) {
    ObjectNode view = Json.object().put("phoneNumberId", number.id());
    view.put("display", number.display()).put("name", number.verifiedName());
    view.put("wabaId", number.waba().id()).put("accepted", number.accepted().sum());
    return view.put("subscribed", !number.waba().subscriptions().isEmpty());
  }

  @PostMapping("/sandbox/media")
  JsonNode upload(@RequestParam MultipartFile file, @RequestParam String mime) throws IOException {
    try (InputStream in = file.getInputStream()) {
      return view(shelf.put(blobs.store(in), mime, file.getOriginalFilename(), null));
    }
  }

  @GetMapping("/sandbox/media/{id}")
  JsonNode media(@PathVariable String id) {
    return view(find(id));
  }

  @GetMapping("/sandbox/media/{id}/bytes")
  ResponseEntity<Resource> bytes(@PathVariable String id) {
    Media media = find(id);
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(media.mime()))
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "sandbox")
        .body(new FileSystemResource(media.blob().file()));
  }

  @PostMapping("/sandbox/media/{id}/gone")
  JsonNode gone(@PathVariable String id) {
    shelf.expire(find(id));
    return Json.object().put("success", true);
  }

  private Media find(String id) {
    Media media = shelf.evenIfGone(id);
    if (media == null) {
      throw new NoSuchThing("media " + id);
    }
    return media;
  }

  private static ObjectNode view(Media media) {
    return Json.object()
        .put("id", media.id())
        .put("mime", media.mime())
        .put("size", media.blob().size())
        .put("sha256", media.blob().sha256());
  }

  record MessageId(String messageId) {}

  @PostMapping("/sandbox/again")
  JsonNode again(@RequestBody MessageId asked) {
    Said said = memory.said().get(asked.messageId());
    if (said == null) {
      throw new NoSuchThing("message " + asked.messageId());
    }
    speech.again(said);
    return Json.object().put("success", true);
  }

  @GetMapping("/sandbox/settings")
  WhatsAppSettings settings() {
    return settings.now();
  }

  @PatchMapping("/sandbox/settings")
  WhatsAppSettings change(@RequestBody JsonNode changes) {
    return settings.patch(changes);
  }

  @PostMapping("/sandbox/reset")
  JsonNode reset() {
    persons.clear();
    memory.clear();
    shelf.clear();
    accounts.reset();
    templates.reset();
    faults.clear();
    clock.reset();
    log.clear();
    settings.reset();
    return Json.object().put("success", true);
  }
}
