package io.wabridge.suite;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The demo conversation with a desk at Chatwoot. Every step is checked at the receiving end: by the
 * messages of the phone or the conversation, never by the bridge's own tables.
 */
final class ChatwootScript {

  private final Addresses addresses;
  private final Steps steps;
  private @Nullable String phoneNumberId;
  private @Nullable ChatwootDesktop agent;
  private @Nullable Phone rosa;

  ChatwootScript(Addresses addresses, Steps steps) {
    this.addresses = addresses;
    this.steps = steps;
  }

  void run() {
    steps.step(
        "a tenant is created through the public API, both connection tests pass",
        this::onboard,
        () -> true);
    if (agent == null) {
      return;
    }
    inbound();
    outbound();
    files();
    choice();
    reopened();
    begunByTheAgent();
    withoutPhoneNumber();
    batch();
    windowClosed();
  }

  private void onboard() {
    var suffix = "%09d".formatted(ThreadLocalRandom.current().nextInt(1_000_000_000));
    var number =
        new Onboarding.Number(
            "90082" + suffix, "70012" + suffix, "token-" + suffix, "secret-" + suffix);
    var onboarding = new Onboarding(addresses);
    onboarding.add(number, "+1 555-012-0" + suffix.substring(0, 3), "50042" + suffix);
    var account =
        new Http(addresses.chatwoot(), null)
            .post("/sandbox/accounts", Map.of("name", "Harbour Bikes " + suffix));
    var id = account.path("id").asString();
    onboarding.onboard(
        "Chatwoot " + suffix,
        onboarding.atChatwoot("WhatsApp", id, account.path("adminToken").asString()),
        Onboarding.cloud("Harbour Bikes", number, "ON_REPLY"));
    phoneNumberId = number.phoneNumberId();
    agent = new ChatwootDesktop(addresses, id);
    rosa =
        Phone.withNumber(
            addresses, number.phoneNumberId(), "4471" + suffix.substring(1), "Rosa Whitfield");
  }

  private Phone rosa() {
    return Objects.requireNonNull(rosa);
  }

  private ChatwootDesktop agent() {
    return Objects.requireNonNull(agent);
  }

  private Phone person(String prefix, String name) {
    return Phone.withNumber(
        addresses,
        Objects.requireNonNull(phoneNumberId),
        prefix + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999),
        name);
  }

  private void inbound() {
    steps.step(
        "text in, to a conversation with the name of the person",
        () -> rosa().text("Is the red tandem free on Saturday? 🚲 é"),
        () ->
            shows(rosa(), "Is the red tandem free on Saturday? 🚲 é")
                && agent().conversation(1).path("name").asString().equals("Rosa Whitfield"));
    fileIn("image with caption in", "image", 180_000, Map.of("caption", "Broken spoke"));
    steps.step("and its caption", () -> {}, () -> shows(rosa(), "Broken spoke"));
    fileIn("voice in", "audio", 24_000, Map.of("voice", true));
    fileIn("document of 20 MB in", "document", 20_000_000, Map.of("filename", "invoice 17.pdf"));
    fileIn("sticker in", "sticker", 40_000, Map.of());
    steps.step(
        "location in, with a map link",
        () ->
            rosa()
                .say(
                    Map.of(
                        "type",
                        "location",
                        "latitude",
                        51.4545,
                        "longitude",
                        -2.5879,
                        "name",
                        "Harbour Bikes")),
        () -> agent().inbound(rosa().address()).stream().anyMatch(m -> text(m).contains("maps")));
  }

  private void fileIn(String what, String type, long bytes, Map<String, ?> more) {
    var sent = new String[1];
    steps.step(
        what + ", byte for byte",
        () -> sent[0] = rosa().file(type, bytes, more),
        () ->
            agent().inbound(rosa().address()).stream()
                .anyMatch(m -> m.at("/attachments/0/sha256").asString("").equals(sent[0])));
  }

  private void outbound() {
    var answer = new long[1];
    steps.step(
        "formatted text out, as an answer to the person's message",
        () ->
            answer[0] =
                agent()
                    .write(
                        1,
                        Map.of(
                            "content",
                            "**Yes**, it is.",
                            "content_attributes",
                            Map.of(
                                "in_reply_to",
                                agent().messages(1).getFirst().path("id").asLong()))),
        () ->
            rosa().received().size() == 1
                && said(rosa().received().getFirst()).equals("*Yes*, it is.")
                && rosa()
                    .received()
                    .getFirst()
                    .path("replyTo")
                    .asString("")
                    .equals(rosa().said().getFirst().path("id").asString()));
    steps.step("the agent sees that it was delivered", () -> {}, () -> has(answer, "delivered"));
    steps.step(
        "the person sees that the message was read (the tenant has enabled it)",
        () -> {},
        () -> rosa().said().stream().anyMatch(m -> m.path("ticks").asString().equals("read")));
    steps.step("the agent sees that it was read", () -> rosa().open(), () -> has(answer, "read"));
    steps.step("the person sees that the agent types", () -> agent().type(1), rosa()::seesTyping);
    steps.step(
        "a private note does not leave",
        () -> {
          agent().write(1, Map.of("content", "Ask the workshop first", "private", true));
          agent().write(1, Map.of("content", "One moment, please."));
        },
        () ->
            phoneShows(rosa(), "One moment, please.")
                && !phoneShows(rosa(), "Ask the workshop first"));
  }

  private boolean has(long[] message, String status) {
    return agent().message(1, message[0]).path("status").asString("").equals(status);
  }

  private void files() {
    var before = rosa().received().size();
    steps.step(
        "a message with two files out, byte for byte",
        () ->
            agent()
                .write(
                    1,
                    Map.of(
                        "content",
                        "Both of them",
                        "attachments",
                        List.of(
                            Map.of("mime", "image/png", "size", 90_000, "filename", "tandem.png"),
                            Map.of(
                                "mime",
                                "application/pdf",
                                "size",
                                60_000,
                                "filename",
                                "terms.pdf")))),
        () -> {
          var sent = agent().messages(1).getLast().path("attachments");
          var arrived = rosa().received().stream().skip(before).toList();
          return arrived.size() == 3
              && rosa().sha256(arrived.get(1)).equals(sent.at("/0/sha256").asString())
              && rosa().sha256(arrived.get(2)).equals(sent.at("/1/sha256").asString());
        });
  }

  private void choice() {
    var before = rosa().received().size();
    var question = new long[1];
    steps.step(
        "a question with two answers out, as buttons",
        () ->
            question[0] =
                agent()
                    .write(
                        1,
                        Map.of(
                            "content",
                            "When will you come?",
                            "content_type",
                            "input_select",
                            "content_attributes",
                            Map.of(
                                "items",
                                List.of(
                                    Map.of("title", "Saturday", "value", "sat"),
                                    Map.of("title", "Sunday", "value", "sun"))))),
        () -> rosa().received().size() == before + 1);
    steps.step(
        "the chosen answer in, as the answer to this question",
        () -> rosa().press(rosa().received().getLast().path("id").asString(), 2),
        () ->
            shows(rosa(), "Sunday")
                && agent()
                    .message(1, question[0])
                    .at("/attributes/submitted_values/0/value")
                    .asString("")
                    .equals("sun"));
  }

  private void reopened() {
    steps.step(
        "a message after the conversation was resolved opens it again",
        () -> {
          agent().resolve(1);
          rosa().text("One more thing");
        },
        () ->
            shows(rosa(), "One more thing")
                && agent().conversation(1).path("status").asString().equals("open")
                && agent().conversations().size() == 1);
  }

  private void begunByTheAgent() {
    var tom = person("4472", "Tom Ferris");
    steps.step(
        "another person writes, and the conversation is resolved",
        () -> {
          tom.text("When are you open?");
          for (var i = 0; i < 400 && !shows(tom, "When are you open?"); i++) {
            Thread.sleep(25);
          }
          agent().resolve(2);
        },
        () -> shows(tom, "When are you open?"));
    steps.step(
        "the agent begins a new conversation with this person",
        () -> agent().begin("+" + tom.address(), "Your bike is ready"),
        () -> phoneShows(tom, "Your bike is ready"));
    steps.step(
        "and the answer arrives there",
        () -> tom.text("I am coming"),
        () ->
            agent().messages(3).size() == 2
                && text(agent().messages(3).getLast()).equals("I am coming"));
  }

  private void withoutPhoneNumber() {
    var hidden =
        Phone.hidden(
            addresses,
            Objects.requireNonNull(phoneNumberId),
            "4478" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999),
            "Ana Tester");
    steps.step(
        "a person without phone number writes",
        () -> hidden.text("Hello, my number is hidden"),
        () -> shows(hidden, "Hello, my number is hidden"));
    steps.step(
        "and receives the answer",
        () -> agent().reply(hidden.address(), "Nor do we need it."),
        () -> phoneShows(hidden, "Nor do we need it."));
  }

  private void batch() {
    var busy = person("4479", "Jo Bright");
    var expected = IntStream.rangeClosed(1, 50).mapToObj(i -> "line " + i).toList();
    steps.step(
        "a webhook of 50 messages in, each once and in order",
        () -> busy.batch(50, "line "),
        () ->
            agent().inbound(busy.address()).stream()
                .map(ChatwootScript::text)
                .toList()
                .equals(expected));
  }

  private void windowClosed() {
    var late = person("4476", "Late");
    steps.step(
        "a reply outside the 24-hour window fails, and its message shows why",
        () -> {
          late.say(
              Map.of(
                  "type",
                  "text",
                  "text",
                  "two days ago",
                  "timestamp",
                  "" + (System.currentTimeMillis() / 1000 - 2 * 86_400)));
          late.lastWroteSecondsAgo(2 * 86_400);
          for (var i = 0; i < 400 && !shows(late, "two days ago"); i++) {
            Thread.sleep(25);
          }
          agent().reply(late.address(), "Sorry for the delay");
        },
        () -> {
          var newest = agent().messages(6).getLast();
          return newest.path("status").asString("").equals("failed")
              && newest.at("/attributes/external_error").asString("").contains("24");
        });
    steps.step("and the person does not receive it", () -> {}, () -> late.received().isEmpty());
  }

  private boolean shows(Phone person, String text) {
    return agent().inbound(person.address()).stream().anyMatch(m -> text(m).equals(text));
  }

  private static boolean phoneShows(Phone person, String text) {
    return person.received().stream().anyMatch(m -> said(m).equals(text));
  }

  private static String text(JsonNode message) {
    return message.path("text").asString("");
  }

  private static String said(JsonNode received) {
    return received.path("text").asString("");
  }
}
