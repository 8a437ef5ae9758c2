package io.wabridge.sandbox.api;

import io.wabridge.sandbox.Blobs;
import io.wabridge.sandbox.Faults;
import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.OwnAddress;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The control API: systems, and their replies. */
@RestController
@RequestMapping("/sandbox")
class SystemControl {
  private final ApiSystems systems;
  private final Replies replies;
  private final ApiJournal journal;
  private final Faults faults;
  private final Blobs blobs;
  private final OwnAddress address;

  SystemControl(
      ApiSystems systems,
      Replies replies,
      ApiJournal journal,
      Faults faults,
      Blobs blobs,
      OwnAddress address) {
    this.systems = systems;
    this.replies = replies;
    this.journal = journal;
    this.faults = faults;
    this.blobs = blobs;
    this.address = address;
  }

  record NewSystem(String name, String signingSecret) {}

  @PostMapping("/systems")
  JsonNode create(@RequestBody NewSystem asked) {
    ApiSystem system = systems.create(asked.name(), asked.signingSecret());
    return Json.object().put("eventsUrl", address.base() + "/events/" + system.name());
  }

  record Access(String gateway, String token) {}

  /** The address of the bridge, and the bearer token of the system's desk. */
  @PostMapping("/systems/{name}/access")
  JsonNode access(@PathVariable String name, @RequestBody Access asked) {
    systems.require(name).api(new PublicApi(asked.gateway(), asked.token()));
    return Json.object().put("success", true);
  }

  record Reply(String text, @Nullable JsonNode attachment) {}

  /** A text, or with {@code attachment} a generated file with a caption. */
  @PostMapping("/conversations/{name}/{conversation}/send")
  JsonNode send(
      @PathVariable String name, @PathVariable String conversation, @RequestBody Reply asked)
      throws IOException {
    ApiSystem system = systems.require(name);
    JsonNode file = asked.attachment();
    Replies.ReplyFile generated = file == null ? null : generated(file);
    return Json.object()
        .put("messageId", replies.send(system, conversation, asked.text(), generated));
  }

  private Replies.ReplyFile generated(JsonNode asked) throws IOException {
    String mime = Json.text(asked, "mime", "image/jpeg");
    return new Replies.ReplyFile(
        blobs.generate(asked.path("size").asLong(10_000), asked.path("seed").asLong(1), mime),
        mime,
        Json.text(asked, "filename", "photo.jpg"));
  }

  @PostMapping("/reset")
  JsonNode reset() {
    systems.clear();
    faults.clear();
    journal.clear();
    return Json.object().put("success", true);
  }
}
