package io.wabridge.suite;

import io.wabridge.sandbox.api.PublicApi;
import io.wabridge.suite.Onboarding.Number;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The demo conversation with a bot that is connected by API. Every step is checked at the phone or
 * at the bot, which verifies each event itself.
 */
final class BotScript {

  private final Addresses addresses;
  private final Steps steps;
  private final BotDesktop bot;
  private final String run = "%09d".formatted(ThreadLocalRandom.current().nextInt(1_000_000_000));
  private @Nullable Phone rosa;
  private @Nullable PublicApi api;

  BotScript(Addresses addresses, Steps steps, BotDesktop bot) {
    this.addresses = addresses;
    this.steps = steps;
    this.bot = bot;
  }

  void run() {
    steps.step(
        "a tenant with a bot is created through the public API, both connection tests pass",
        this::onboard,
        () -> bot.system().events().stream().anyMatch(one -> one.type().equals("test.ping")));
    var phone = rosa;
    var desk = api;
    if (phone == null || desk == null) {
      return;
    }
    conversation(phone);
    rules(phone, desk);
    repetition();
    steps.step(
        "every event was signed, arrived once, and in order",
        () -> {},
        () -> bot.system().violations().isEmpty());
  }

  private void onboard() {
    var number = new Number("90080" + run, "70010" + run, "token-" + run, "secret-" + run);
    var onboarding = new Onboarding(addresses);
    onboarding.add(number, "+1 555-010-0" + run.substring(0, 3), "50040" + run);
    var tenant =
        onboarding.onboard(
            "Harbour Bikes with a bot " + run,
            Onboarding.ofBot("Bot", bot.system().eventsUrl()),
            Onboarding.cloud("Harbour Bikes", number, "NEVER"));
    api = BotDesktop.api(addresses, tenant.deskId());
    bot.system().answerWith(api);
    rosa = person(number.phoneNumberId(), "4477", "Rosa Whitfield");
  }

  private Phone person(String number, String prefix, String name) {
    return Phone.withNumber(addresses, number, prefix + run.substring(1), name);
  }

  private void conversation(Phone phone) {
    steps.step(
        "text in, and the bot's question out as buttons",
        () -> phone.text("Is a bike free on Saturday? 🚲 é"),
        () -> last(phone).at("/message/interactive/type").asString("").equals("button"));
    steps.step(
        "the conversation is announced before its first message",
        () -> {},
        () ->
            bot.system().events().stream()
                .map(one -> one.type())
                .filter(type -> !type.equals("test.ping"))
                .toList()
                .subList(0, 2)
                .equals(List.of("conversation.opened", "message.created")));
    steps.step(
        "the pressed button in, as the answer to this question",
        () -> phone.press(last(phone).path("id").asString(), 1),
        () -> said(last(phone)).equals("You chose Red tandem."));
    steps.step(
        "location out",
        () -> phone.text("Where are you?"),
        () -> last(phone).path("type").asString().equals("location"));
    var sent = new String[1];
    steps.step(
        "image in, byte for byte, and the bot's answer quotes it",
        () -> sent[0] = phone.file("image", 180_000, Map.of("caption", "Broken spoke")),
        () ->
            bot.got("message.created", "/message/media/sha256", sent[0])
                && last(phone).at("/message/context/message_id").isString());
    steps.step(
        "an uploaded PDF out",
        () -> phone.text("What are your prices?"),
        () -> last(phone).path("type").asString().equals("document"));
    steps.step(
        "the bot's reaction out",
        () -> phone.text("Thank you"),
        () -> last(phone).at("/message/reaction/emoji").asString("").equals("👍"));
    steps.step(
        "the person's reaction in, as a change of the bot's message",
        () ->
            phone.say(
                Map.of(
                    "type", "reaction",
                    "emoji", "🚲",
                    "messageId", phone.received().getFirst().path("id").asString())),
        () -> bot.got("message.updated", "/message/reaction/emoji", "🚲"));
    steps.step(
        "the person sees that the bot has read the messages",
        () -> {},
        () -> phone.said().stream().anyMatch(one -> one.path("ticks").asString().equals("read")));
    steps.step(
        "the bot is notified that its messages were delivered",
        () -> {},
        () -> bot.got("message.status", "/status", "delivered"));
  }

  private void rules(Phone phone, PublicApi desk) {
    var path = new String[1];
    steps.step(
        "the same message with the same key is sent once; another one is refused",
        () -> {
          path[0] =
              "/api/v1/conversations/"
                  + bot.inbound(phone.address()).getFirst().path("conversationId").asString();
          var first = desk.post(path[0] + "/messages", text("Anything else?"), "key-" + run);
          var again = desk.post(path[0] + "/messages", text("Anything else?"), "key-" + run);
          var other = desk.post(path[0] + "/messages", text("Other"), "key-" + run);
          expect(first.status() == 202 && again.body().equals(first.body()), again);
          expect(other.status() == 422, other);
        },
        () ->
            phone.received().stream().filter(one -> said(one).equals("Anything else?")).count()
                == 1);
    steps.step(
        "a message with a wrong field is refused, and the field is named",
        () -> {
          var refused = desk.post(path[0] + "/messages", text(" "), null);
          expect(
              refused.status() == 422
                  && refused.body().at("/errors/0/field").asString("").equals("text"),
              refused);
        },
        () -> true);
    steps.step(
        "a file above the limit of its type is refused with the limit",
        () -> {
          var refused = desk.upload("long.ogg", "audio/ogg", new byte[17 * 1024 * 1024]);
          expect(refused.status() == 413 && refused.body().path("limit").asLong() > 0, refused);
        },
        () -> true);
  }

  private void repetition() {
    var late = rosa;
    var texts = IntStream.rangeClosed(1, 6).mapToObj(i -> "line " + i).toList();
    steps.step(
        "events that the bot answers with 500 are repeated, in order",
        () -> {
          bot.system().failEvery(3);
          texts.forEach(text -> {
            if (late != null) {
              late.text(text);
            }
          });
        },
        () ->
            late != null
                && bot.inbound(late.address()).stream()
                    .map(one -> one.path("text").asString())
                    .filter(texts::contains)
                    .toList()
                    .equals(texts));
    bot.system().failEvery(0);
  }

  private static JsonNode text(String text) {
    return Http.JSON.createObjectNode().put("type", "text").put("text", text);
  }

  private static void expect(boolean condition, PublicApi.Answer answer) {
    if (!condition) {
      throw new IllegalStateException("the bridge answered " + answer);
    }
  }

  /** The newest message on the phone. */
  private static JsonNode last(Phone phone) {
    var received = phone.received();
    return received.isEmpty() ? Http.JSON.createObjectNode() : received.getLast();
  }

  private static String said(JsonNode received) {
    return received.at("/message/text/body").asString("");
  }
}
