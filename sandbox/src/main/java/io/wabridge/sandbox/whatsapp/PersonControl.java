package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.ShiftingClock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The control API for persons and their phones. */
@RestController
@RequestMapping("/sandbox/persons")
class PersonControl {
  private final Persons persons;
  private final Chats chats;
  private final Statuses statuses;
  private final ShiftingClock clock;

  PersonControl(Persons persons, Chats chats, Statuses statuses, ShiftingClock clock) {
    this.persons = persons;
    this.chats = chats;
    this.statuses = statuses;
    this.clock = clock;
  }

  record New(
      @Nullable String waId,
      @Nullable String bsuid,
      @Nullable String name,
      @Nullable String username,
      @Nullable Boolean phoneHidden) {}

  @PostMapping
  JsonNode create(@RequestBody New asked) {
    String name = asked.name() == null ? "Person" : asked.name();
    boolean hidden = Boolean.TRUE.equals(asked.phoneHidden());
    return view(persons.create(asked.waId(), asked.bsuid(), name, asked.username(), hidden));
  }

  @GetMapping
  JsonNode all() {
    ArrayNode items = Json.array();
    persons.all().stream()
        .sorted(Comparator.comparing(Person::name))
        .limit(500)
        .forEach(person -> items.add(view(person)));
    return Json.object().set("items", items);
  }

  record Change(@Nullable Boolean phoneHidden, @Nullable Long lastMessageSecondsAgo) {}

  @PatchMapping("/{id}")
  JsonNode change(
      @PathVariable String id,
      @RequestParam(defaultValue = Accounts.PHONE_NUMBER_ID) String number,
      @RequestBody Change change) {
    Person person = persons.require(id);
    if (change.phoneHidden() != null) {
      person.phoneHidden(change.phoneHidden());
    }
    if (change.lastMessageSecondsAgo() != null) {
      chats.of(id, number).lastSaidMs(clock.millis() - change.lastMessageSecondsAgo() * 1000);
    }
    return view(person);
  }

  @GetMapping("/{id}/received")
  JsonNode received(
      @PathVariable String id,
      @RequestParam(defaultValue = Accounts.PHONE_NUMBER_ID) String number,
      @RequestParam(defaultValue = "0") long atLeast,
      @RequestParam(defaultValue = "0") long timeoutMs)
      throws InterruptedException {
    Chat chat = chats.of(id, number);
    long total = chat.received().await(atLeast, timeoutMs);
    ArrayNode items = Json.array();
    chat.received().all().forEach(message -> items.add(message.view()));
    return Json.object().put("total", total).set("items", items);
  }

  @GetMapping("/{id}/said")
  JsonNode said(
      @PathVariable String id,
      @RequestParam(defaultValue = Accounts.PHONE_NUMBER_ID) String number) {
    Chat chat = chats.of(id, number);
    ArrayNode items = Json.array();
    chat.said().all().forEach(message -> items.add(message.view()));
    return Json.object().put("total", chat.said().total()).set("items", items);
  }

  /** Both sides in one list, newest last; returns after a change since the given signal. */
  @GetMapping("/{id}/chat")
  JsonNode chat(
      @PathVariable String id,
      @RequestParam(defaultValue = Accounts.PHONE_NUMBER_ID) String number,
      @RequestParam(defaultValue = "-1") long after,
      @RequestParam(defaultValue = "0") long timeoutMs)
      throws InterruptedException {
    Chat chat = chats.of(id, number);
    long beat = chat.person().pulse().awaitAfter(after, timeoutMs);
    List<ObjectNode> both = new ArrayList<>();
    chat.received().all().forEach(message -> both.add(message.view()));
    chat.said().all().forEach(message -> both.add(message.view()));
    both.sort(Comparator.comparingLong(message -> message.path("at").asLong()));
    List<ObjectNode> newest = both.subList(Math.max(0, both.size() - 300), both.size());
    ObjectNode view = Json.object().put("beat", beat);
    view.put("typing", chat.typingUntilMs() > clock.millis());
    view.put("lastSaidMs", chat.lastSaidMs()).put("now", clock.millis());
    view.putArray("items").addAll(newest);
    return view;
  }

  @PostMapping("/{id}/open")
  JsonNode open(
      @PathVariable String id,
      @RequestParam(defaultValue = Accounts.PHONE_NUMBER_ID) String number) {
    Chat chat = chats.of(id, number);
    chat.received().all().forEach(message -> statuses.read(message, chat));
    return Json.object().put("success", true);
  }

  private static ObjectNode view(Person person) {
    ObjectNode view = Json.object().put("id", person.id()).put("bsuid", person.bsuid());
    if (person.waId() != null) {
      view.put("waId", person.waId());
    }
    if (person.username() != null) {
      view.put("username", person.username());
    }
    return view.put("name", person.name()).put("phoneHidden", person.phoneHidden());
  }
}
