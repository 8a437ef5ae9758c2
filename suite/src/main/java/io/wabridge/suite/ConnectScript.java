package io.wabridge.suite;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The demo conversation with a desk at Amazon Connect. Every step is checked at the receiving end:
 * by the messages of the phone or the chat, never by the bridge's own tables.
 */
final class ConnectScript {

  private static final String GREETING =
      "Welcome to Harbour Bikes. An agent will be with you soon.";

  private final Addresses addresses;
  private final Steps steps;
  private @Nullable String phoneNumberId;
  private @Nullable ConnectDesktop agent;
  private @Nullable Phone rosa;

  ConnectScript(Addresses addresses, Steps steps) {
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
    choice();
    endedChat();
    withoutPhoneNumber();
    batch();
    windowClosed();
  }

  private void onboard() {
    var suffix = "%09d".formatted(ThreadLocalRandom.current().nextInt(1_000_000_000));
    var number =
        new Onboarding.Number(
            "90083" + suffix, "70013" + suffix, "token-" + suffix, "secret-" + suffix);
    var onboarding = new Onboarding(addresses);
    onboarding.add(number, "+1 555-013-0" + suffix.substring(0, 3), "50043" + suffix);
    var instance =
        new Http(addresses.connect(), null)
            .post(
                "/sandbox/instances",
                Map.of("alias", "harbour-bikes-" + suffix, "greeting", GREETING));
    onboarding.onboardAtConnect("Amazon Connect " + suffix, number, instance);
    phoneNumberId = number.phoneNumberId();
    agent = new ConnectDesktop(addresses, instance.path("id").asString());
    rosa =
        Phone.withNumber(
            addresses, number.phoneNumberId(), "4474" + suffix.substring(1), "Rosa Whitfield");
  }

  private Phone rosa() {
    return Objects.requireNonNull(rosa);
  }

  private ConnectDesktop agent() {
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
        "text in, to a new chat with the name of the person",
        () -> rosa().text("Is the red tandem free on Saturday? 🚲 é"),
        () ->
            shows(rosa(), "Is the red tandem free on Saturday? 🚲 é")
                && agent().chat(rosa().address()).path("name").asString().equals("Rosa Whitfield"));
    steps.step("the greeting of the flow out", () -> {}, () -> phoneShows(GREETING));
    fileIn("image with caption in", "image", 180_000, Map.of("caption", "Broken spoke"));
    steps.step("and its caption", () -> {}, () -> shows(rosa(), "Broken spoke"));
    fileIn("document of 15 MB in", "document", 15_000_000, Map.of("filename", "invoice 17.pdf"));
    steps.step(
        "voice in, as a link: Amazon Connect accepts no such file",
        () -> rosa().file("audio", 24_000, Map.of("voice", true)),
        () -> inboundText().contains("http"));
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
        () -> inboundText().contains("maps"));
    var long4000 = "Ride well. ".repeat(400).substring(0, 4000).strip();
    steps.step(
        "text of 4,000 characters in, as numbered messages",
        () -> rosa().text(long4000),
        () ->
            agent().inbound(rosa().address()).stream()
                .map(ConnectScript::text)
                .filter(text -> text.matches("(?s)\\(\\d/\\d\\).*"))
                .map(text -> text.replaceFirst("^\\(\\d/\\d\\) ", ""))
                .collect(Collectors.joining(" "))
                .equals(long4000));
  }

  private String inboundText() {
    return agent().inbound(rosa().address()).stream()
        .map(ConnectScript::text)
        .collect(Collectors.joining("\n"));
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
    var first = new String[1];
    steps.step(
        "text out",
        () -> first[0] = agent().reply(rosa().address(), "Yes, it is. Shall I book it? 🚲"),
        () -> phoneShows("Yes, it is. Shall I book it? 🚲"));
    steps.step(
        "the agent sees that it was delivered",
        () -> {},
        () -> agent().receipt(rosa().address(), first[0]).equals("delivered"));
    steps.step(
        "the person sees that the message was read (the tenant has enabled it)",
        () -> {},
        () -> rosa().said().stream().anyMatch(m -> m.path("ticks").asString().equals("read")));
    steps.step(
        "the agent sees that it was read",
        () -> rosa().open(),
        () -> agent().receipt(rosa().address(), first[0]).equals("read"));
    steps.step(
        "a note for agents and a supervisor's message do not leave",
        () -> {
          agent()
              .write(
                  rosa().address(),
                  Map.of("text", "Ask the workshop first", "visibility", "AGENT"));
          agent().write(rosa().address(), Map.of("text", "Let me see", "role", "SUPERVISOR"));
          agent().reply(rosa().address(), "One moment, please.");
        },
        () ->
            phoneShows("One moment, please.")
                && !phoneShows("Ask the workshop first")
                && !phoneShows("Let me see"));
    fileOut("image out", "image/png", 90_000, "tandem.png");
    fileOut("PDF out", "application/pdf", 60_000, "terms.pdf");
    steps.step(
        "the answer of another agent, after a transfer",
        () -> {
          agent().act(rosa().address(), "transfer");
          agent().reply(rosa().address(), "Here is Sam.");
        },
        () -> phoneShows("Here is Sam."));
  }

  private void fileOut(String what, String mime, long bytes, String filename) {
    var before = rosa().received().size();
    steps.step(
        what + ", byte for byte",
        () ->
            agent()
                .write(
                    rosa().address(),
                    Map.of(
                        "attachment",
                        Map.of("mime", mime, "size", bytes, "seed", bytes, "filename", filename))),
        () -> {
          var arrived = rosa().received();
          return arrived.size() == before + 1
              && rosa()
                  .sha256(arrived.getLast())
                  .equals(
                      agent()
                          .items(rosa().address())
                          .getLast()
                          .at("/attachments/0/sha256")
                          .asString());
        });
  }

  private void choice() {
    var days = List.of("Saturday, the whole day with a picnic", "Sunday");
    steps.step(
        "list picker out, as a question",
        () ->
            agent()
                .write(
                    rosa().address(),
                    Map.of(
                        "role",
                        "SYSTEM",
                        "content",
                        Map.of(
                            "templateType",
                            "ListPicker",
                            "version",
                            "1.0",
                            "data",
                            Map.of(
                                "content",
                                Map.of(
                                    "title",
                                    "When will you come?",
                                    "elements",
                                    days.stream().map(day -> Map.of("title", day)).toList()))))),
        () -> question() != null);
    steps.step(
        "the chosen answer in, with its exact title",
        () -> {
          var asked = Objects.requireNonNull(question());
          if (asked.at("/message/interactive/type").asString("").isEmpty()) {
            rosa().text("1");
          } else {
            rosa().press(asked.path("id").asString(), 1);
          }
        },
        () -> text(agent().inbound(rosa().address()).getLast()).equals(days.getFirst()));
  }

  private @Nullable JsonNode question() {
    return rosa().received().stream()
        .filter(m -> m.toString().contains("When will you come?"))
        .findFirst()
        .orElse(null);
  }

  private void endedChat() {
    steps.step(
        "a message after the end of the chat, in a new chat that continues it",
        () -> {
          agent().act(rosa().address(), "end");
          rosa().text("One more thing");
        },
        () -> {
          var chats = agent().chats(rosa().address());
          return chats.size() == 2
              && chats
                  .getLast()
                  .path("continuedFrom")
                  .asString("")
                  .equals(chats.getFirst().path("id").asString())
              && shows(rosa(), "One more thing");
        });
    steps.step(
        "and the answer of the new chat",
        () -> agent().reply(rosa().address(), "Of course."),
        () -> phoneShows("Of course."));
  }

  private void withoutPhoneNumber() {
    var hidden =
        Phone.hidden(
            addresses,
            Objects.requireNonNull(phoneNumberId),
            "4478" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999),
            "Tom");
    steps.step(
        "a person without phone number writes",
        () -> hidden.text("Hello, my number is hidden"),
        () -> shows(hidden, "Hello, my number is hidden"));
    steps.step(
        "and receives the answer",
        () -> agent().reply(hidden.address(), "Nor do we need it."),
        () -> hidden.received().stream().anyMatch(m -> said(m).equals("Nor do we need it.")));
  }

  private void batch() {
    var busy = person("4479", "Busy Bee");
    var expected = IntStream.rangeClosed(1, 50).mapToObj(i -> "line " + i).toList();
    steps.step(
        "a webhook of 50 messages in, each once and in order",
        () -> busy.batch(50, "line "),
        () ->
            agent().inbound(busy.address()).stream()
                .map(ConnectScript::text)
                .toList()
                .equals(expected));
  }

  private void windowClosed() {
    var late = person("4476", "Late");
    steps.step(
        "a reply outside the 24-hour window: the agent reads why it was not sent",
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
        () ->
            agent().inbound(late.address()).stream()
                .anyMatch(m -> text(m).contains("24") && text(m).contains("Sorry for")));
    steps.step("and the person does not receive it", () -> {}, () -> late.received().isEmpty());
  }

  private boolean shows(Phone person, String text) {
    return agent().inbound(person.address()).stream().anyMatch(m -> text(m).equals(text));
  }

  private boolean phoneShows(String text) {
    return rosa().received().stream().anyMatch(m -> said(m).equals(text));
  }

  private static String text(JsonNode message) {
    return message.path("text").asString("");
  }

  /** The text of a message on the phone. */
  private static String said(JsonNode received) {
    return received.path("message").path("text").path("body").asString("");
  }
}
