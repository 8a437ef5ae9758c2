package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.SandboxScheduler;
import io.wabridge.sandbox.SerialExecutor;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The endpoint by which a business sends messages and marks a person's messages as read. */
@RestController
class MessagesEndpoint {
  private final TokenAuthorization authorization;
  private final MessageRules rules;
  private final ReadMarks readMarks;
  private final MessageDelivery post;
  private final GroupDelivery groups;
  private final Persons persons;
  private final SandboxScheduler scheduler;
  private final ShiftingClock clock;
  private final Settings<WhatsAppSettings> settings;

  MessagesEndpoint(
      TokenAuthorization authorization,
      MessageRules rules,
      ReadMarks readMarks,
      MessageDelivery post,
      GroupDelivery groups,
      Persons persons,
      SandboxScheduler scheduler,
      ShiftingClock clock,
      Settings<WhatsAppSettings> settings) {
    this.authorization = authorization;
    this.rules = rules;
    this.readMarks = readMarks;
    this.post = post;
    this.groups = groups;
    this.persons = persons;
    this.scheduler = scheduler;
    this.clock = clock;
    this.settings = settings;
  }

  @PostMapping({"/{id}/messages", "/{id}/marketing_messages"})
  JsonNode send(@PathVariable String id, @RequestBody byte[] body, HttpServletRequest request) {
    BusinessNumber number = authorization.number(request, id);
    Param message = Param.root(Json.read(body)).object();
    product(message);
    if (message.opt("status") != null) {
      return readMarks.mark(message, number);
    }
    Param kind = message.opt("recipient_type");
    if (kind != null && kind.oneOf("individual", "group").equals("group")) {
      Group group = groups.group(message, number);
      String type = rules.check(message, number);
      throughput(number);
      return groups.take(group, type, message.node());
    }
    Recipient recipient = Recipient.of(message, number, persons);
    String type = rules.check(message, number);
    long now = clock.millis();
    throughput(number);
    Chat chat = chat(recipient, number);
    pair(chat, number);
    BusinessMessage received = received(recipient, type, message.node(), chat, now);
    number.accepted().increment();
    if (recipient.person() != null) {
      post.take(received, chat, message.node());
    } else if (!recipient.vanishes()) {
      post.undeliverable(received, chat);
    }
    return answer(recipient, received, number);
  }

  private static void product(Param message) {
    Param product = message.opt("messaging_product");
    if (product == null) {
      throw GraphException.param("The parameter messaging_product is required.");
    }
    if (!product.node().asString("").equals("whatsapp")) {
      throw GraphException.param("Param messaging_product must be one of {WHATSAPP}.");
    }
  }

  private BusinessMessage received(
      Recipient recipient, String type, JsonNode message, Chat chat, long now) {
    String identity = recipient.waId() == null ? recipient.input() : recipient.waId();
    JsonNode kept = settings.now().lean() ? null : message;
    String data = Json.text(message, "biz_opaque_callback_data");
    return new BusinessMessage(Ids.toPerson(identity), now, type, kept, data, chat);
  }

  /** A number without WhatsApp still needs a recipient for its statuses. */
  private Chat chat(Recipient recipient, BusinessNumber number) {
    Person person = recipient.person();
    if (person != null) {
      return persons.chat(person, number);
    }
    String user = recipient.userId() == null ? "GB.1" : recipient.userId();
    Person nobody = new Person(recipient.waId(), user, "", null, recipient.waId() == null);
    return new Chat(nobody, number, new SerialExecutor(scheduler.now()));
  }

  /** Rate limits use real time, independent of the tests' clock. */
  private void throughput(BusinessNumber number) {
    int perSecond = settings.now().throughputPerSecond();
    if (perSecond > 0
        && !number.pace().allow(System.nanoTime(), 1_000_000_000L / perSecond, perSecond)) {
      number.hurried().increment();
      throw GraphException.of(130429, "Throughput reached.");
    }
  }

  private void pair(Chat chat, BusinessNumber number) {
    WhatsAppSettings now = settings.now();
    long interval = now.pairIntervalMs() * 1_000_000;
    if (now.pairRate() && !chat.pace().allow(System.nanoTime(), interval, now.pairBurst())) {
      number.hurried().increment();
      throw GraphException.of(131056, "Too many messages to this recipient in a short time.");
    }
  }

  private static JsonNode answer(
      Recipient recipient, BusinessMessage received, BusinessNumber number) {
    ObjectNode answer = Json.object().put("messaging_product", "whatsapp");
    ObjectNode contact = answer.putArray("contacts").addObject().put("input", recipient.input());
    put(contact, "wa_id", recipient.waId());
    put(contact, "user_id", recipient.userId());
    ObjectNode message = answer.putArray("messages").addObject().put("id", received.id());
    if (received.type().equals("template")) {
      message.put("message_status", "accepted");
    }
    return answer;
  }

  private static void put(ObjectNode node, String name, @Nullable String value) {
    if (value != null) {
      node.put(name, value);
    }
  }
}
