package io.wabridge.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wabridge.sandbox.api.ConnectedSystem;
import io.wabridge.sandbox.api.PublicApi;
import io.wabridge.sandbox.api.ReceivedEvent;
import io.wabridge.suite.Onboarding.Number;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * One number whose conversations begin at a bot, go on at a contact center, and reach an inbox
 * while the contact center is down; an archive reads all of it.
 */
@ExtendWith(RunningBridge.class)
class OneNumberSeveralDesksTests {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Beyond the longest pause between two tries of a desk that failed. */
  private static final Duration UNTIL_TRIED_AGAIN = Duration.ofSeconds(90);

  private static final Duration FAILOVER = Duration.ofSeconds(5);
  private static final String NAME = "Rosa Whitfield";

  private final Addresses addresses = RunningBridge.addresses();
  private final Http api = new Http(addresses.gateway(), addresses.adminToken());
  private final Http genesys = new Http(addresses.genesys(), null);
  private final String run = "%09d".formatted(ThreadLocalRandom.current().nextInt(1_000_000_000));
  private final String client = "client-" + run;
  private final ConnectedSystem bot = ConnectedSystem.start(0, List.of(BotDesktop.SIGNING_SECRET));
  private final ConnectedSystem archive =
      ConnectedSystem.start(0, List.of(BotDesktop.SIGNING_SECRET));

  private String tenant;
  private String centerDesk;
  private String inboxDesk;
  private String archiveDesk;
  private PublicApi botApi;
  private PublicApi archiveApi;
  private AgentDesktop center;
  private ChatwootDesktop inbox;
  private Phone rosa;

  @BeforeEach
  void onboard() {
    genesys.post("/sandbox/clients", Map.of("id", client, "secret", "secret-" + run));
    var account =
        new Http(addresses.chatwoot(), null)
            .post("/sandbox/accounts", Map.of("name", "Harbour Bikes " + run));
    var onboarding = new Onboarding(addresses);
    var number = new Number("90085" + run, "70015" + run, "token-" + run, "secret-" + run);
    onboarding.add(number, "+1 555-015-0" + run.substring(0, 3), "50045" + run);

    tenant = api.post("/api/v1/tenants", Map.of("name", "Desks " + run)).path("id").asString();
    var botDesk = desk(Onboarding.ofBot("Bot", bot.eventsUrl()));
    archiveDesk = desk(Onboarding.ofBot("Archive", archive.eventsUrl()));
    centerDesk = desk(atGenesys());
    inboxDesk =
        desk(
            onboarding.atChatwoot(
                "Inbox", account.path("id").asString(), account.path("adminToken").asString()));
    channel(number, botDesk, centerDesk, inboxDesk, archiveDesk);

    botApi = BotDesktop.api(addresses, botDesk);
    archiveApi = BotDesktop.api(addresses, archiveDesk);
    center =
        new AgentDesktop(
            addresses, api.get(desks() + "/" + centerDesk).path("externalId").asString());
    inbox = new ChatwootDesktop(addresses, account.path("id").asString());
    rosa = Phone.withNumber(addresses, number.phoneNumberId(), "4475" + run.substring(1), NAME);
  }

  private void channel(Number number, String bot, String center, String inbox, String archive) {
    var channels = "/api/v1/tenants/" + tenant + "/channels";
    var body = new HashMap<String, Object>(Onboarding.cloud("Shop", number, "NEVER"));
    body.put("deskId", inbox);
    var channel = channels + "/" + api.post(channels, body).path("id").asString();
    api.put(
        channel + "/routing",
        Map.of(
            "routes",
            List.of(
                Map.of("name", "Bot first", "desk", bot),
                Map.of("name", "Humans", "desk", center, "failoverSeconds", FAILOVER.toSeconds())),
            "mirrors",
            List.of(archive)));
    connected(channel);
  }

  private Map<String, ?> atGenesys() {
    return Map.of(
        "name",
        "Contact center",
        "kind",
        "genesys",
        "settings",
        Map.of(
            "loginUrl",
            addresses.genesys(),
            "apiUrl",
            addresses.genesys(),
            "clientId",
            client,
            "clientSecret",
            "secret-" + run));
  }

  private String desks() {
    return "/api/v1/tenants/" + tenant + "/desks";
  }

  private String desk(Map<String, ?> settings) {
    var id = api.post(desks(), settings).path("id").asString();
    if (!settings.get("kind").equals("api")) {
      connected(desks() + "/" + id);
    }
    return id;
  }

  private void connected(String endpoint) {
    assertThat(api.post(endpoint + "/connect", Map.of()).path("working").asBoolean())
        .as(endpoint)
        .isTrue();
  }

  @AfterEach
  void close() {
    genesys.delete("/sandbox/faults");
    bot.close();
    archive.close();
  }

  @Test
  void aConversationMovesBetweenItsDesks() throws Exception {
    theBotAsksAndThePersonChooses();
    theBotPassesItOnWithASummary();
    aLateAnswerOfTheBotIsRefused();
    theContactCenterAnswers();
    theInboxTakesOverFromTheContactCenter();
    theContactCenterIsBackAndGetsNoCopies();
    theInboxPassesItBack();
    theContactCenterAsksForTheCommandsAndCloses();
    theNextMessageBeginsAtTheBot();
    anAdministratorPassesItToTheInbox();
    everyEndHasItsPartInOrder();
  }

  private void theBotAsksAndThePersonChooses() throws IOException {
    rosa.text("I want to book a bike");
    shows(bot, "I want to book a bike");
    botSays(
        """
        {"type":"choice","choice":{"body":"Which bike?","options":[
          {"id":"tandem","title":"Red tandem"},{"id":"cargo","title":"Blue cargo bike"}]}}
        """);
    phoneShows(1);
    rosa.press(rosa.received().getFirst().path("id").asString(), 2);
    shows(bot, "Blue cargo bike");
    botSays("{\"type\":\"text\",\"text\":\"A good choice.\"}");
    phoneShows(2);
    archiveSaw("Which bike?", "Blue cargo bike", "A good choice.");
  }

  private void theBotPassesItOnWithASummary() throws IOException {
    accepted(bot("handoff", "{\"summary\":\"Wants the cargo bike on Saturday.\"}"));
    await().atMost(LIMIT).until(() -> atCenter().size() == 1);
    assertThat(atCenter().getFirst())
        .contains("comes from Bot")
        .contains("passed on by its agent")
        .contains("Wants the cargo bike on Saturday.")
        .endsWith(
            String.join(
                "\n",
                NAME + ": I want to book a bike",
                "Bot: Which bike?",
                NAME + ": Blue cargo bike",
                "Bot: A good choice."));
    await().atMost(LIMIT).until(() -> notices(bot).equals(List.of("handed_over")));
    assertThat(messages(bot).getLast().at("/notice/values/to").asString())
        .isEqualTo("Contact center");
  }

  private void aLateAnswerOfTheBotIsRefused() throws IOException {
    var late = bot("messages", "{\"type\":\"text\",\"text\":\"Shall I go on?\"}");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body().path("code").asString()).isEqualTo("CONVERSATION_MOVED");
    assertThat(bot("close", "{}").status()).isEqualTo(409);
  }

  private void theContactCenterAnswers() {
    var answer = center.reply(rosa.address(), "Good morning, it is free on Saturday.");
    phoneShows(3);
    await().atMost(LIMIT).until(() -> hasReceipt(answer, "Delivered"));
    archiveSaw("Good morning, it is free on Saturday.");
    rosa.text("What does it cost?");
    await().atMost(LIMIT).until(() -> atCenter().size() == 2);
    center.reply(rosa.address(), "30 pounds a day.");
    phoneShows(4);
    archiveSaw("What does it cost?", "30 pounds a day.");
  }

  private void theInboxTakesOverFromTheContactCenter() {
    genesys.post(
        "/sandbox/faults",
        Map.of("operation", "*", "kind", "503", "seconds", 600, "caller", client));
    var down = Instant.now();
    rosa.text("Is there a discount?");
    rosa.text("For two days?");
    rosa.text("Hello?");
    await().atMost(LIMIT).until(() -> atInbox().size() == 4);
    assertThat(Duration.between(down, Instant.now())).isGreaterThan(FAILOVER);
    assertThat(inbox.messages(1).getFirst().path("private").asBoolean()).isTrue();
    assertThat(atInbox().getFirst())
        .contains("comes from Contact center")
        .contains("could not be reached")
        .contains("Contact center: 30 pounds a day.")
        .doesNotContain("discount");
    assertThat(atInbox().subList(1, 4))
        .containsExactly("Is there a discount?", "For two days?", "Hello?");
    archiveSaw("Is there a discount?", "For two days?", "Hello?");

    center.reply(rosa.address(), "Too late");
    inbox.write(1, Map.of("content", "Two days are 50 pounds."));
    phoneShows(5);
    rosa.text("I take it");
    await().atMost(LIMIT).until(() -> atInbox().size() == 6);
    archiveSaw("Two days are 50 pounds.", "I take it");
  }

  private void theContactCenterIsBackAndGetsNoCopies() {
    genesys.delete("/sandbox/faults");
    await().atMost(UNTIL_TRIED_AGAIN).until(() -> atCenter().size() >= 4);
    assertThat(atCenter().get(2)).contains("goes on at Inbox").contains("could not be reached");
    assertThat(atCenter().get(3)).contains("not delivered").contains("Too late");
    var late =
        center.messages(rosa.address()).stream()
            .filter(one -> one.path("text").asString("").equals("Too late"))
            .findFirst()
            .orElseThrow()
            .path("id")
            .asString();
    await().atMost(UNTIL_TRIED_AGAIN).until(() -> hasReceipt(late, "Failed"));
    rosa.text("When do you open?");
    await().atMost(LIMIT).until(() -> atInbox().size() == 7);
    archiveSaw("When do you open?");
    assertThat(atCenter()).as("the owner is the inbox").hasSize(4);
  }

  private void theInboxPassesItBack() {
    var command = inbox.write(1, Map.of("content", "/desk contact center"));
    await().atMost(LIMIT).until(() -> atCenter().size() == 5);
    assertThat(atCenter().getLast())
        .contains("comes from Inbox")
        .contains(NAME + ": When do you open?")
        .contains("Inbox: Two days are 50 pounds.")
        .doesNotContain("Too late");
    await().atMost(LIMIT).until(() -> atInbox().getLast().contains("goes on at Contact center"));
    var late = inbox.write(1, Map.of("content", "At nine"));
    await()
        .atMost(LIMIT)
        .until(() -> inbox.message(1, late).path("status").asString().equals("failed"));
    assertThat(inbox.message(1, late).at("/attributes/external_error").asString())
        .contains("another place");
    assertThat(inbox.message(1, command).path("status").asString()).isNotEqualTo("failed");
    center.reply(rosa.address(), "We open at nine.");
    phoneShows(6);
    rosa.text("See you then");
    await().atMost(LIMIT).until(() -> atCenter().size() == 6);
    archiveSaw("We open at nine.", "See you then");
  }

  private void theContactCenterAsksForTheCommandsAndCloses() {
    center.reply(rosa.address(), "/help");
    await().atMost(LIMIT).until(() -> atCenter().size() == 7);
    assertThat(atCenter().getLast())
        .contains("/desk NAME")
        .contains("Bot")
        .contains("Inbox")
        .doesNotContain("Archive")
        .doesNotContain("Contact center");
    center.reply(rosa.address(), "/desk Archive");
    await().atMost(LIMIT).until(() -> atCenter().size() == 8);
    assertThat(atCenter().getLast()).contains("No other desk has the name \"Archive\"");
    center.reply(rosa.address(), "/close");
    await().atMost(LIMIT).until(() -> atCenter().size() == 9);
    assertThat(atCenter().getLast()).contains("conversation is closed");
  }

  private void theNextMessageBeginsAtTheBot() throws IOException {
    rosa.text("I am back");
    shows(bot, "I am back");
    assertThat(bot.events()).filteredOn(one -> one.type().equals("conversation.opened")).hasSize(2);
    botSays("{\"type\":\"text\",\"text\":\"Welcome back.\"}");
    phoneShows(7);
    archiveSaw("I am back", "Welcome back.");
  }

  private void anAdministratorPassesItToTheInbox() {
    var handover =
        "/api/v1/tenants/%s/conversations/%s/handover"
            .formatted(tenant, messages(bot).getLast().path("conversationId").asString());
    assertThatThrownBy(() -> api.post(handover, Map.of("deskId", archiveDesk)))
        .hasMessageContaining("400")
        .hasMessageContaining("deskId is the id of a mirror");
    assertThatThrownBy(() -> api.post(handover, Map.of("deskId", "none")))
        .hasMessageContaining("deskId is not the id of a desk of this tenant");
    var order = Map.of("deskId", inboxDesk, "summary", "Prefers the inbox.");
    api.post(handover, order);
    api.post(handover, order);
    assertThatThrownBy(() -> api.post(handover, Map.of("deskId", centerDesk)))
        .as("the bot does not have it any more")
        .hasMessageContaining("409");
    await()
        .atMost(LIMIT)
        .untilAsserted(() ->
            assertThat(atInbox().getLast())
                .contains("comes from Bot: passed on by an administrator")
                .contains("Prefers the inbox.")
                .contains("Bot: Welcome back."));
    await().atMost(LIMIT).until(() -> notices(bot).equals(List.of("handed_over", "handed_over")));
    inbox.write(1, Map.of("content", "Here we are."));
    phoneShows(8);
    archiveSaw("Here we are.");
    assertThat(atInbox()).filteredOn(text -> text.contains("administrator")).hasSize(1);
  }

  private void everyEndHasItsPartInOrder() throws IOException {
    assertThat(rosa.received())
        .extracting(OneNumberSeveralDesksTests::shown)
        .containsExactly(
            "Which bike?",
            "A good choice.",
            "Good morning, it is free on Saturday.",
            "30 pounds a day.",
            "Two days are 50 pounds.",
            "We open at nine.",
            "Welcome back.",
            "Here we are.");
    assertThat(texts(bot)).containsExactly("I want to book a bike", "Blue cargo bike", "I am back");
    assertThat(atCenter().stream().filter(text -> !text.startsWith("[")))
        .containsExactly("What does it cost?", "See you then");
    assertThat(atInbox().stream().filter(text -> !text.startsWith("[")))
        .containsExactly(
            "Is there a discount?",
            "For two days?",
            "Hello?",
            "Two days are 50 pounds.",
            "I take it",
            "When do you open?",
            "/desk contact center",
            "At nine",
            "Here we are.");
    assertThat(saidAtArchive())
        .containsExactly(
            "Rosa: I want to book a bike",
            "Bot: Which bike?",
            "Rosa: Blue cargo bike",
            "Bot: A good choice.",
            "Contact center: Good morning, it is free on Saturday.",
            "Rosa: What does it cost?",
            "Contact center: 30 pounds a day.",
            "Rosa: Is there a discount?",
            "Rosa: For two days?",
            "Rosa: Hello?",
            "Inbox: Two days are 50 pounds.",
            "Rosa: I take it",
            "Rosa: When do you open?",
            "Contact center: We open at nine.",
            "Rosa: See you then",
            "Rosa: I am back",
            "Bot: Welcome back.",
            "Inbox: Here we are.");
    assertThat(notices(archive)).isEmpty();
    assertThat(inbox.conversations()).hasSize(1);
    var conversation = messages(archive).getFirst().path("conversationId").asString();
    var answer =
        archiveApi.post(
            "/api/v1/conversations/" + conversation + "/messages",
            Http.JSON.readTree("{\"type\":\"text\",\"text\":\"a\"}"),
            null);
    assertThat(answer.status()).as("mirrors may not answer").isEqualTo(409);
    assertThat(owners()).isEqualTo(1);
    assertThat(api.get("/api/v1/tenants/" + tenant + "/parked").path("items")).isEmpty();
  }

  /** How many desks have an open conversation with the person. */
  private long owners() {
    return api.get("/api/v1/tenants/" + tenant + "/conversations")
        .path("items")
        .valueStream()
        .filter(one -> !one.has("closedAt"))
        .count();
  }

  private void phoneShows(int messages) {
    await().atMost(LIMIT).until(() -> rosa.received().size() >= messages);
    assertThat(rosa.received()).hasSize(messages);
    assertThat(owners()).as("desks that own the conversation").isEqualTo(1);
  }

  private static String shown(JsonNode received) {
    var text = received.path("text").asString("");
    return text.isEmpty() ? received.at("/message/interactive/body/text").asString() : text;
  }

  private PublicApi.Answer bot(String call, String body) throws IOException {
    var conversation = messages(bot).getFirst().path("conversationId").asString();
    return botApi.post(
        "/api/v1/conversations/" + conversation + "/" + call, Http.JSON.readTree(body), null);
  }

  private void botSays(String message) throws IOException {
    accepted(bot("messages", message));
  }

  private static void accepted(PublicApi.Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
  }

  private static List<JsonNode> messages(ConnectedSystem system) {
    return system.events().stream()
        .map(ReceivedEvent::data)
        .filter(data -> data.has("message"))
        .map(data -> data.path("message"))
        .toList();
  }

  /** The texts of messages, without notices. */
  private static List<String> texts(ConnectedSystem system) {
    return messages(system).stream()
        .filter(one -> !one.has("notice"))
        .map(one -> one.path("text").asString())
        .toList();
  }

  private static List<String> notices(ConnectedSystem system) {
    return messages(system).stream()
        .filter(one -> one.has("notice"))
        .map(one -> one.at("/notice/kind").asString())
        .toList();
  }

  private static void shows(ConnectedSystem system, String text) {
    await()
        .atMost(LIMIT)
        .until(() -> !texts(system).isEmpty() && texts(system).getLast().equals(text));
  }

  /** Each message with the one who said it: the person, or a desk. */
  private List<String> saidAtArchive() {
    return messages(archive).stream()
        .map(one ->
            one.path("desk").asString("Rosa")
                + ": "
                + one.path("text").asString().lines().findFirst().orElse(""))
        .toList();
  }

  /** The last copies are of these messages. */
  private void archiveSaw(String... texts) {
    await()
        .atMost(LIMIT)
        .untilAsserted(() ->
            assertThat(saidAtArchive().stream().map(one -> one.substring(one.indexOf(": ") + 2)))
                .endsWith(texts));
  }

  private List<String> atCenter() {
    return center.inbound(rosa.address()).stream().map(one -> one.path("text").asString()).toList();
  }

  private List<String> atInbox() {
    return inbox.messages(1).stream().map(one -> one.path("text").asString()).toList();
  }

  private boolean hasReceipt(String message, String status) {
    return center.message(message).toString().contains("\"" + status + "\"");
  }
}
