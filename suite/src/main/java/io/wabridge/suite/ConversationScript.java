package io.wabridge.suite;

import io.wabridge.suite.Onboarding.Number;
import io.wabridge.suite.Onboarding.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The demo conversation in both directions. Every step is checked at the receiving end: by the
 * messages of the phone or the desk, never by the bridge's own tables.
 */
final class ConversationScript {

  private final Addresses addresses;
  private final Steps steps;
  private final DemoProvider provider;
  private @Nullable JsonNode capabilities;
  private String phoneNumberId = "";
  private @Nullable Tenant tenant;
  private @Nullable AgentDesktop agent;
  private @Nullable Phone rosa;

  ConversationScript(Addresses addresses, Steps steps) {
    this(addresses, steps, DemoProvider.CLOUD);
  }

  ConversationScript(Addresses addresses, Steps steps, DemoProvider provider) {
    this.addresses = addresses;
    this.steps = steps;
    this.provider = provider;
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
    if (carries("contents", "reaction")) {
      reaction();
    }
    withoutPhoneNumber();
    batch();
    windowClosed();
  }

  private void onboard() {
    var suffix = "%09d".formatted(ThreadLocalRandom.current().nextInt(1_000_000_000));
    var number =
        new Number("90080" + suffix, "70010" + suffix, "token-" + suffix, "secret-" + suffix);
    var digits = "1555010" + suffix.substring(0, 5);
    var onboarding = new Onboarding(addresses);
    onboarding.add(number, "+" + digits, "50040" + suffix);
    var name = "Harbour Bikes " + suffix;
    var channel =
        new NumberAtProvider(addresses).channel(provider, name, number, digits, "ON_REPLY");
    var onboarded = onboarding.onboard(name, channel);
    phoneNumberId = number.phoneNumberId();
    capabilities = capabilities();
    tenant = onboarded;
    agent = new AgentDesktop(addresses, onboarding.integration(onboarded));
    rosa =
        Phone.withNumber(
            addresses, number.phoneNumberId(), "4477" + suffix.substring(1), "Rosa Whitfield");
  }

  /** What the provider can carry, as the public API says. */
  private JsonNode capabilities() {
    return new Http(addresses.gateway(), addresses.adminToken())
        .get("/api/v1/connectors/" + provider.kind())
        .path("capabilities");
  }

  private boolean carries(String list, String name) {
    return Objects.requireNonNull(capabilities)
        .path(list)
        .valueStream()
        .anyMatch(one -> one.asString().equals(name));
  }

  private Phone rosa() {
    return Objects.requireNonNull(rosa);
  }

  private AgentDesktop agent() {
    return Objects.requireNonNull(agent);
  }

  private Tenant tenant() {
    return Objects.requireNonNull(tenant);
  }

  private void inbound() {
    says(
        "text in",
        Map.of("type", "text", "text", "Is the red tandem free on Saturday? 🚲 é"),
        "Is the red tandem free on Saturday? 🚲 é");
    fileIn(
        "image with caption in",
        "image",
        180_000,
        Map.of("caption", "Broken spoke"),
        "Broken spoke");
    fileIn("voice in", "audio", 24_000, Map.of("voice", true), null);
    fileIn(
        "document of 20 MB in", "document", 20_000_000, Map.of("filename", "invoice 17.pdf"), null);
    fileIn("sticker in", "sticker", 40_000, Map.of(), null);
    says(
        "location in, with a map link",
        Map.of(
            "type", "location", "latitude", 51.4545, "longitude", -2.5879, "name", "Harbour Bikes"),
        "Harbour Bikes");
  }

  private void says(String what, Map<String, ?> said, String text) {
    steps.step(
        what,
        () -> rosa().say(said),
        () -> agent().inbound(rosa().address()).stream().anyMatch(m -> text(m).contains(text)));
  }

  private void fileIn(
      String what, String type, long bytes, Map<String, ?> more, @Nullable String caption) {
    var sent = new String[1];
    steps.step(
        what + ", byte for byte",
        () -> sent[0] = rosa().file(type, bytes, more),
        () ->
            agent().inbound(rosa().address()).stream()
                .filter(m -> caption == null || text(m).contains(caption))
                .anyMatch(m -> fetched(m).equals(sent[0])));
  }

  private void outbound() {
    var first = new String[1];
    steps.step(
        "text out",
        () -> first[0] = agent().reply(rosa().address(), "Yes, it is. Shall I book it? 🚲"),
        () -> phoneShows("Yes, it is. Shall I book it? 🚲"));
    steps.step(
        "the agent sees that it was delivered", () -> {}, () -> receipt(first[0], "Delivered"));
    if (carries("features", "READ_MARKS")) {
      steps.step(
          "the person sees that the message was read (the tenant has enabled it)",
          () -> {},
          () -> rosa().said().stream().anyMatch(m -> m.path("ticks").asString().equals("read")));
    }
    steps.step(
        "a read message is tracked, although Genesys has no such status",
        () -> rosa().open(),
        () ->
            contains(new Onboarding(addresses).messages(tenant()).path("items"), "status", "READ"));
    filesOut("image out", List.of(attachment("image/png", 90_000, "tandem.png")));
    filesOut("PDF out", List.of(attachment("application/pdf", 60_000, "terms.pdf")));
    filesOut(
        "two attachments in one message out",
        List.of(
            attachment("image/jpeg", 50_000, "front.jpg"),
            attachment("application/pdf", 70_000, "price list.pdf")));
    var long4000 = "Ride well. ".repeat(400).substring(0, 4000).strip();
    steps.step(
        "text of 4,000 characters out, in parts if the provider has shorter messages",
        () -> agent().reply(rosa().address(), long4000),
        () -> phoneShowsParts(long4000));
  }

  private static Map<String, ?> attachment(String mime, long bytes, String filename) {
    return Map.of("mime", mime, "size", bytes, "seed", bytes, "filename", filename);
  }

  private void filesOut(String what, List<Map<String, ?>> attachments) {
    var before = rosa().received().size();
    var sent = new String[1];
    steps.step(
        what + ", byte for byte, in order",
        () -> sent[0] = agent().send(rosa().address(), Map.of("attachments", attachments)),
        () -> {
          var arrived = rosa().received();
          if (arrived.size() < before + attachments.size()) {
            return false;
          }
          var expected = new ArrayList<String>();
          agent()
              .message(sent[0])
              .path("attachments")
              .forEach(a -> expected.add(agent().sha256(a)));
          var got =
              arrived.subList(before, before + attachments.size()).stream()
                  .map(rosa()::sha256)
                  .toList();
          return got.equals(expected);
        });
  }

  private void choice() {
    var asked = new String[1];
    steps.step(
        "quick replies out, as buttons",
        () -> {
          asked[0] =
              agent().ask(rosa().address(), "When will you come?", List.of("Saturday", "Sunday"));
        },
        () -> rosa().received().stream().anyMatch(ConversationScript::hasButtons));
    steps.step(
        "the pressed button in, as the answer to this question",
        () -> {
          awaitDelivered(asked[0]);
          rosa()
              .press(
                  rosa().received().stream()
                      .filter(ConversationScript::hasButtons)
                      .findFirst()
                      .orElseThrow()
                      .path("id")
                      .asString(),
                  2);
        },
        () ->
            agent().inbound(rosa().address()).stream()
                .anyMatch(
                    m -> m.at("/content/0/buttonResponse/payload").asString("").equals("Sunday")));
  }

  /** A person answers what has arrived. */
  private void awaitDelivered(String message) throws InterruptedException {
    for (var i = 0; i < 400 && !receipt(message, "Delivered"); i++) {
      Thread.sleep(25);
    }
  }

  private static boolean hasButtons(JsonNode received) {
    return received.at("/message/interactive/type").asString("").equals("button");
  }

  private void reaction() {
    steps.step(
        "reaction in, with the message it refers to",
        () ->
            rosa()
                .say(
                    Map.of(
                        "type", "reaction",
                        "emoji", "👍",
                        "messageId", rosa().received().getFirst().path("id").asString())),
        () ->
            agent().inbound(rosa().address()).stream()
                .map(ConversationScript::text)
                .anyMatch(t -> t.contains("👍") && t.contains("Yes, it is.")));
  }

  private void withoutPhoneNumber() {
    var hidden =
        Phone.hidden(
            addresses,
            phoneNumberId,
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
    var busy =
        Phone.withNumber(
            addresses,
            phoneNumberId,
            "4479" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999),
            "Busy Bee");
    var expected = IntStream.rangeClosed(1, 50).mapToObj(i -> "line " + i).toList();
    steps.step(
        "a webhook of 50 messages in, each once and in order",
        () -> busy.batch(50, "line "),
        () ->
            agent().inbound(busy.address()).stream()
                .map(ConversationScript::text)
                .toList()
                .equals(expected));
  }

  private void windowClosed() {
    var id = new String[1];
    var received = rosa().received().size();
    steps.step(
        "a reply outside the 24-hour window fails, with the reason",
        () -> {
          var late =
              Phone.withNumber(
                  addresses,
                  phoneNumberId,
                  "4476" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999),
                  "Late");
          late.say(
              Map.of(
                  "type", "text",
                  "text", "two days ago",
                  "timestamp", "" + (System.currentTimeMillis() / 1000 - 2 * 86_400)));
          late.lastWroteSecondsAgo(2 * 86_400);
          awaitShown(late, "two days ago");
          id[0] = agent().reply(late.address(), "Sorry for the delay");
        },
        () -> receipt(id[0], "Failed") && reason(id[0]).contains("24"));
    steps.step(
        "and the person does not receive it", () -> {}, () -> rosa().received().size() == received);
  }

  private void awaitShown(Phone person, String text) throws InterruptedException {
    for (var i = 0; i < 400 && !shows(person, text); i++) {
      Thread.sleep(25);
    }
  }

  private boolean shows(Phone person, String text) {
    return agent().inbound(person.address()).stream().anyMatch(m -> text(m).equals(text));
  }

  private boolean phoneShows(String text) {
    return rosa().received().stream().anyMatch(m -> said(m).equals(text));
  }

  /** The newest texts on the phone make up this one. */
  private boolean phoneShowsParts(String text) {
    var shown =
        rosa().received().stream()
            .map(ConversationScript::said)
            .filter(each -> !each.isEmpty())
            .collect(Collectors.joining());
    return withoutSpaces(shown).endsWith(withoutSpaces(text));
  }

  private static String withoutSpaces(String text) {
    return text.replaceAll("\\s", "");
  }

  private boolean receipt(String message, String status) {
    return contains(agent().message(message).path("receipts"), "status", status);
  }

  private String reason(String message) {
    return agent().message(message).path("receipts").toString();
  }

  private static boolean contains(JsonNode list, String field, String value) {
    for (var one : list) {
      if (one.path(field).asString("").equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static String text(JsonNode message) {
    return message.path("text").asString("");
  }

  /** The text of a message on the phone. */
  private static String said(JsonNode received) {
    return received.path("message").path("text").path("body").asString("");
  }

  /** The SHA-256 of the file that the desk fetched from the bridge's link. */
  private static String fetched(JsonNode message) {
    for (var fetch : message.path("fetches")) {
      if (fetch.path("ok").asBoolean(false)) {
        return fetch.path("sha256").asString("");
      }
    }
    return "";
  }
}
