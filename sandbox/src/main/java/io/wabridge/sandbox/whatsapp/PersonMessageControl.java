package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Blobs;
import io.wabridge.sandbox.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The control API for messages of a person. */
@RestController
@RequestMapping("/sandbox/persons/{id}")
class PersonMessageControl {
  private static final String NUMBER = Accounts.PHONE_NUMBER_ID;

  private final Chats chats;
  private final PersonMessageSender speech;
  private final PersonMessageFactory sayable;
  private final MediaStore mediaStore;
  private final Blobs blobs;
  private final MessageStore messageStore;

  PersonMessageControl(
      Chats chats,
      PersonMessageSender speech,
      PersonMessageFactory sayable,
      MediaStore mediaStore,
      Blobs blobs,
      MessageStore messageStore) {
    this.chats = chats;
    this.speech = speech;
    this.sayable = sayable;
    this.mediaStore = mediaStore;
    this.blobs = blobs;
    this.messageStore = messageStore;
  }

  @PostMapping("/say")
  JsonNode say(
      @PathVariable String id,
      @RequestParam(defaultValue = NUMBER) String number,
      @RequestParam(defaultValue = "") String ids,
      @RequestBody JsonNode said)
      throws IOException {
    Chat chat = chats.of(id, number);
    return answer(speech.say(chat, sayable.message(chat, said), NamedIds.of(ids)));
  }

  @PostMapping("/send-file")
  JsonNode file(
      @PathVariable String id,
      @RequestParam(defaultValue = NUMBER) String number,
      @RequestParam MultipartFile file,
      @RequestParam String type,
      @RequestParam(required = false) @Nullable String mime,
      @RequestParam(required = false) @Nullable String caption,
      @RequestParam(required = false) @Nullable String filename,
      @RequestParam(required = false) @Nullable String replyTo,
      @RequestParam(defaultValue = "false") boolean voice)
      throws IOException {
    String sent =
        file.getContentType() == null ? "application/octet-stream" : file.getContentType();
    String name = filename == null ? file.getOriginalFilename() : filename;
    ObjectNode said = Json.object().put("type", type);
    try (InputStream in = file.getInputStream()) {
      Media media = mediaStore.put(blobs.store(in), mime == null ? sent : mime, name, null);
      said.put("mediaId", media.id()).put("voice", voice);
    }
    put(said, "caption", caption);
    put(said, "replyTo", replyTo);
    Chat chat = chats.of(id, number);
    return answer(speech.say(chat, sayable.message(chat, said)));
  }

  record Batch(
      @Nullable List<String> texts,
      @Nullable Integer count,
      @Nullable String prefix,
      @Nullable Integer entries,
      @Nullable Integer perChange) {}

  @PostMapping("/batch")
  JsonNode batch(
      @PathVariable String id,
      @RequestParam(defaultValue = NUMBER) String number,
      @RequestBody Batch batch) {
    List<String> texts = batch.texts() == null ? new ArrayList<>() : batch.texts();
    for (int i = 1; batch.count() != null && i <= batch.count(); i++) {
      texts.add((batch.prefix() == null ? "text " : batch.prefix()) + i);
    }
    List<JsonNode> contents = new ArrayList<>();
    for (String text : texts) {
      ObjectNode message = Json.object().put("type", "text");
      message.putObject("text").put("body", text);
      contents.add(message);
    }
    int entries = batch.entries() == null ? 1 : batch.entries();
    int perChange = batch.perChange() == null ? 1 : batch.perChange();
    ArrayNode ids = Json.array();
    speech
        .sayTogether(chats.of(id, number), contents, entries, perChange)
        .forEach(said -> ids.add(said.id()));
    return Json.object().set("messageIds", ids);
  }

  record Press(String messageId, int button) {}

  @PostMapping("/press")
  JsonNode press(
      @PathVariable String id,
      @RequestParam(defaultValue = NUMBER) String number,
      @RequestBody Press press)
      throws IOException {
    BusinessMessage message = messageStore.received().get(press.messageId());
    JsonNode content = message == null ? null : message.message();
    if (message == null || content == null) {
      throw new NotFoundException("message " + press.messageId());
    }
    JsonNode wanted =
        ReceivedText.presses(message.type(), content.path(message.type())).path(press.button() - 1);
    if (wanted.isMissingNode()) {
      throw new NotFoundException("button " + press.button());
    }
    ObjectNode said = (ObjectNode) wanted.deepCopy();
    said.put("type", Json.text(wanted, "kind", "")).put("messageId", press.messageId());
    said.put("payload", Json.text(wanted, "id", "")).put("text", Json.text(wanted, "title", ""));
    Chat chat = chats.of(id, number);
    ObjectNode reply = sayable.message(chat, said);
    reply.put("id", Ids.fromPerson(id));
    return answer(speech.say(chat, reply));
  }

  private static void put(ObjectNode node, String name, @Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
  }

  private static JsonNode answer(PersonMessage said) {
    return Json.object().put("messageId", said.id());
  }
}
