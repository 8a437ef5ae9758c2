package io.wabridge.connectors.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Content;
import io.wabridge.model.Delivery;
import io.wabridge.model.DirectReply;
import io.wabridge.model.ExternalId;
import io.wabridge.model.FailureScope;
import io.wabridge.model.MediaKind;
import io.wabridge.model.Message;
import io.wabridge.model.NoticeKind;
import io.wabridge.model.Origin;
import io.wabridge.model.Reason;
import io.wabridge.model.Secret;
import io.wabridge.model.Session;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.DeskEvent;
import io.wabridge.model.connector.Settings;
import io.wabridge.testkit.contract.MisbehavingServer;
import io.wabridge.testkit.contract.MisbehavingServer.Answer;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The events that a system gets, and what its answers mean. */
class ApiDeskTest {

  private static final String NEW = "whsec_d2FicmlkZ2UtZGVtby1zZWNyZXQtMDAwMDAwMDAwMQ==";
  private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final Session KNOWN = new Session(null, "opened", Instant.EPOCH);
  private static final OutboundHttp HTTP = new OutboundHttp(Given.LOOPBACK);

  private final MisbehavingServer system = new MisbehavingServer();
  private final ApiDesk desk = new ApiDesk(HTTP);

  @AfterAll
  static void closeHttp() throws IOException {
    HTTP.close();
  }

  @AfterEach
  void close() {
    system.close();
  }

  private Context context(Session session) {
    return Given.context(
            Settings.of(
                Map.of("eventsUrl", system.url() + "/events"),
                Map.of(
                    "signingSecret", Secret.of(NEW),
                    "previousSigningSecret", Secret.of(OLD),
                    "apiKey", Secret.of("key-of-many-characters-0001"))),
            new Given.Tokens())
        .with(session);
  }

  private JsonNode event(Message message) {
    system.answers(204, "");
    assertThat(desk.deliver(message, context(KNOWN)))
        .isInstanceOfSatisfying(
            Delivery.Accepted.class,
            accepted -> assertThat(accepted.id()).isEqualTo(new ExternalId("m-1")));
    return OutsideJson.readOrNothing(system.requests().getLast().body());
  }

  private JsonNode message(Content content) {
    return event(Given.message(content)).at("/data/message");
  }

  @Test
  void messageHasItsPersonChannelAndWindow() {
    var event = event(Given.message(new Content.Text("Olá"), Given.ROSA, "m-0", "Shall I?"));
    var message = event.at("/data/message");

    assertThat(event.path("type").asString()).isEqualTo("message.created");
    assertThat(event.path("timestamp").asString()).matches("[0-9T:-]+\\.[0-9]{3}Z");
    assertThat(message.path("id").asString()).isEqualTo("m-1");
    assertThat(message.path("conversationId").asString()).isEqualTo("c-1");
    assertThat(message.path("direction").asString()).isEqualTo("inbound");
    assertThat(message.path("text").asString()).isEqualTo("Olá");
    assertThat(message.path("replyTo").asString()).isEqualTo("m-0");
    assertThat(message.path("quote").asString()).isEqualTo("Shall I?");
    assertThat(message.at("/from/contactId").asString()).isEqualTo("447700900123");
    assertThat(message.at("/from/phone").asString()).isEqualTo("+447700900123");
    assertThat(message.at("/from/bsuid").asString()).isEqualTo("GB.4402938475610293");
    assertThat(message.at("/channel/kind").asString()).isEqualTo("whatsapp");
    assertThat(message.at("/channel/numberId").asString()).isEqualTo("ch-1");
    assertThat(message.at("/window/closesAt").asString()).isEqualTo("2026-03-03T09:15:02.118Z");
    assertThat(message.path("receivedAt").asString()).isEqualTo("2026-03-02T09:15:02.118Z");
    assertThat(message.at("/provider/messageId").asString()).isEqualTo("x-1");
    assertThat(message.toString()).doesNotContain("null");
  }

  @Test
  void answersNameTheirQuestion() {
    var chosen =
        event(
                Given.message(
                    new Content.ChoiceReply("tandem", "Red tandem", null),
                    Given.ROSA,
                    "api-1",
                    null))
            .at("/data/message");
    assertThat(chosen.path("type").asString()).isEqualTo("choice_reply");
    assertThat(chosen.at("/reply/optionId").asString()).isEqualTo("tandem");
    assertThat(chosen.at("/reply/title").asString()).isEqualTo("Red tandem");
    assertThat(chosen.at("/reply/inReplyTo").asString()).isEqualTo("api-1");

    var form = message(new Content.FormReply("booking", "{\"day\":\"Saturday\"}"));
    assertThat(form.path("type").asString()).isEqualTo("form_reply");
    assertThat(form.at("/form/answers/day").asString()).isEqualTo("Saturday");
    assertThat(form.path("text").asString()).contains("Saturday");
  }

  @Test
  void changesAreUpdates() {
    var reaction =
        event(
            Given.message(
                new Content.Reaction("👍", new ExternalId("wamid.1")), Given.ROSA, "api-1", null));
    assertThat(reaction.path("type").asString()).isEqualTo("message.updated");
    assertThat(reaction.at("/data/message/type").asString()).isEqualTo("reaction");
    assertThat(reaction.at("/data/message/reaction/emoji").asString()).isEqualTo("👍");
    assertThat(reaction.at("/data/message/reaction/messageId").asString()).isEqualTo("api-1");
    assertThat(reaction.at("/data/message/reaction/providerMessageId").asString())
        .isEqualTo("wamid.1");

    var edit =
        event(
            Given.message(
                new Content.Edit(new ExternalId("wamid.2"), new Content.Text("Sunday")),
                Given.ROSA,
                "m-0",
                "Saturday"));
    assertThat(edit.path("type").asString()).isEqualTo("message.updated");
    assertThat(edit.at("/data/message/edit/messageId").asString()).isEqualTo("m-0");
    assertThat(edit.at("/data/message/edit/type").asString()).isEqualTo("text");
    assertThat(edit.at("/data/message/edit/text").asString()).isEqualTo("Sunday");

    var deletion = event(Given.message(new Content.Deletion(null), Given.ROSA, "m-0", null));
    assertThat(deletion.path("type").asString()).isEqualTo("message.updated");
    assertThat(deletion.at("/data/message/deletion/messageId").asString()).isEqualTo("m-0");
  }

  @Test
  void noticesAreSystemMessagesWhateverTheirKind() {
    for (var kind : NoticeKind.values()) {
      var event = event(Given.message(new Content.Notice(kind, Map.of("to", "447700900124"))));
      var notice = event.at("/data/message");
      assertThat(event.path("type").asString()).isEqualTo("message.created");
      assertThat(notice.path("type").asString()).isEqualTo("system");
      assertThat(notice.at("/notice/kind").asString())
          .isEqualTo(kind.name().toLowerCase(Locale.ROOT));
      assertThat(notice.at("/notice/values/to").asString()).isEqualTo("447700900124");
      assertThat(notice.path("text").asString()).isNotBlank();
      assertThat(notice.has("window")).isFalse();
    }
  }

  @Test
  void otherContentsHaveAPropertyOfTheirOwn() {
    var file = message(Given.file(MediaKind.IMAGE, "image/png", "a.png", "Broken", 12));
    assertThat(file.path("type").asString()).isEqualTo("media");
    assertThat(file.at("/media/url").asString()).isEqualTo("https://files.example.test/k");
    assertThat(file.at("/media/bytes").asLong()).isEqualTo(12);
    assertThat(file.path("text").asString()).contains("Broken");
    assertThat(
            message(new Content.Location(51.4, -2.5, "Harbour", null, null))
                .at("/location/name")
                .asString())
        .isEqualTo("Harbour");
    assertThat(
            message(
                    new Content.Contacts(
                        List.of(
                            new Content.Contacts.Card(
                                "Tom",
                                null,
                                List.of("+44 7700 900124"),
                                List.of(),
                                List.of(),
                                List.of()))))
                .at("/contacts/0/phones/0")
                .asString())
        .isEqualTo("+44 7700 900124");
    assertThat(
            message(
                    new Content.Order(
                        "c", null, List.of(new Content.Order.Item("p-1", "2", "10", "EUR"))))
                .at("/order/items/0/product")
                .asString())
        .isEqualTo("p-1");
    var unsupported = message(new Content.Unsupported("poll_creation", null));
    assertThat(unsupported.path("type").asString()).isEqualTo("unsupported");
    assertThat(unsupported.path("text").asString()).isNotBlank();
  }

  @Test
  void whatTheBusinessWroteOnItsPhoneIsOutbound() {
    var echoed = event(from(Origin.BUSINESS_APP)).at("/data/message");

    assertThat(echoed.path("direction").asString()).isEqualTo("outbound");
  }

  @Test
  void whatAnAgentWroteAtAnotherDeskIsOutboundAndNamesTheDesk() {
    var copy = event(from(Origin.agentAt("Contact center"))).at("/data/message");

    assertThat(copy.path("direction").asString()).isEqualTo("outbound");
    assertThat(copy.path("desk").asString()).isEqualTo("Contact center");
    assertThat(copy.path("text").asString()).isEqualTo("I call you");
    assertThat(copy.has("window")).as("only the person's messages open it").isFalse();
  }

  private static Message from(Origin origin) {
    var said = Given.message(new Content.Text("I call you"));
    return new Message(
        said.id(),
        said.conversation(),
        said.direction(),
        said.channel(),
        said.desk(),
        said.person(),
        said.deskAddress(),
        said.content(),
        said.externalId(),
        null,
        null,
        said.saidAt(),
        origin);
  }

  @Test
  void officialLibraryAcceptsEventsWithEitherSecret() throws Exception {
    event(Given.message(new Content.Text("Olá 👋")));
    var posted = system.requests().getLast();
    var headers =
        HttpHeaders.of(
            posted
                .head()
                .lines()
                .skip(1)
                .filter(line -> line.contains(": "))
                .collect(
                    Collectors.toMap(
                        line -> line.split(": ", 2)[0].toLowerCase(Locale.ROOT),
                        line -> List.of(line.split(": ", 2)[1]))),
            (_, _) -> true);

    new Webhook(NEW).verify(posted.body(), headers);
    new Webhook(OLD).verify(posted.body(), headers);
  }

  @Test
  void conversationIsOpenedBeforeItsFirstMessage() {
    system.answers(200, "{}");

    assertThat(desk.deliver(Given.message(new Content.Text("Hello")), context(null)))
        .isInstanceOfSatisfying(
            Delivery.Accepted.class, accepted -> assertThat(accepted.session()).isNotNull());

    assertThat(types()).containsExactly("conversation.opened", "message.created");
    var opened = OutsideJson.readOrNothing(system.requests().getFirst().body());
    assertThat(opened.at("/data/conversationId").asString()).isEqualTo("c-1");
    assertThat(opened.at("/data/from/phone").asString()).isEqualTo("+447700900123");
    assertThat(opened.at("/data/channel/numberId").asString()).isEqualTo("ch-1");
    assertThat(system.requests().getFirst().head()).containsIgnoringCase("webhook-id: m-1-opened");
  }

  @Test
  void closedConversationIsOpenedAgain() {
    system.answers(200, "{}");
    var closed = new Content.Notice(NoticeKind.CONVERSATION_CLOSED, Map.of());

    var over =
        switch (desk.deliver(Given.message(closed), context(KNOWN))) {
          case Delivery.Accepted accepted -> accepted.session();
          case Delivery other -> throw new AssertionError(other);
        };
    assertThat(over).isNotNull();
    desk.deliver(Given.message(new Content.Text("Hello again")), context(over));

    assertThat(types())
        .containsExactly("message.created", "conversation.opened", "message.created");
  }

  @Test
  void messageWaitsForItsConversation() {
    system.answers(503, "");
    assertThat(desk.deliver(Given.message(new Content.Text("Hello")), context(null)))
        .isInstanceOf(Delivery.Deferred.class);
    assertThat(types()).containsExactly("conversation.opened");
  }

  @Test
  void systemThatDoesNotKnowConversationsGetsItsMessages() {
    system.behave(
        request -> Answer.of(request.body().contains("conversation.opened") ? 422 : 200, "{}"));
    assertThat(desk.deliver(Given.message(new Content.Text("Hello")), context(null)))
        .isInstanceOf(Delivery.Accepted.class);
  }

  private DirectReply reply(String type, String answer) {
    system.behave(_ -> new Answer.Http(200, Map.of("Content-Type", type), answer));
    return switch (desk.deliver(Given.message(new Content.Text("Hello")), context(KNOWN))) {
      case Delivery.Accepted accepted -> accepted.reply();
      case Delivery other -> throw new AssertionError(other);
    };
  }

  @Test
  void readsTheReplyInTheAnswer() throws Exception {
    var answer = "{\"reply\":{\"type\":\"text\",\"text\":\"Hi\",\"replyTo\":\"m-1\"}}";
    var said = (DirectReply.Said) reply("application/json; charset=utf-8", answer);
    assertThat(reply("application/json", answer)).as("of a repeated event").isEqualTo(said);
    assertThat(said.idempotencyKey())
        .isEqualTo(ExternalId.ofKey(Given.message(new Content.Text("")).desk(), "m-1").value());
    var decoded = (DeskEvent.AgentMessage) desk.decode(said.body());
    assertThat(decoded.id()).hasToString(said.idempotencyKey());
    assertThat(decoded.to()).isEqualTo("447700900123");
    assertThat(decoded.contents()).containsExactly(new Content.Text("Hi"));
    assertThat(decoded.quoted()).hasToString("m-1");
    assertThat(said.conversationKey()).isEqualTo("api:447700900123");
    assertThat(said.toString()).doesNotContain("Hi");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"reply":{}} | type must be one of
          {"reply":"Hi"} | must be a JSON object
          {"reply":{"type":"text"}} | text is required
          {"reply":{"type":"text","text":"Hi","to":"x"}} | to is not known
          {"reply":{"type":"media","media":{"uploadId":"a1"}}} | media.mimeType is required
          {"reply":{"type":"text | not readable JSON
          """)
  void refusesAnInvalidReply(String answer, String problem) {
    assertThat(reply("application/json", answer))
        .isInstanceOfSatisfying(
            DirectReply.Refused.class, refused -> assertThat(refused.problem()).contains(problem));
  }

  @Test
  void refusesAReplyThatIsTooLarge() {
    var answer = "{\"reply\":{\"type\":\"text\",\"text\":\"" + "x".repeat(256 * 1024) + "\"}}";
    assertThat(reply("application/json", answer)).isInstanceOf(DirectReply.Refused.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          application/json | {"ok":true}
          application/json | {"reply":null}
          application/json | []
          application/json | OK
          text/html | {"reply":{"type":"text","text":"Hi"}}
          """)
  void otherAnswersContainNoReply(String type, String answer) {
    assertThat(reply(type, answer)).isNull();
  }

  private List<String> types() {
    return system.requests().stream()
        .map(request -> OutsideJson.readOrNothing(request.body()).path("type").asString())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          400, CONTENT_REFUSED, MESSAGE, -
          401, AUTH, CREDENTIAL, -
          403, AUTH, CREDENTIAL, -
          404, CONTENT_REFUSED, MESSAGE, -
          408, UNAVAILABLE, ENDPOINT, 5
          410, BAD_ADDRESS, CREDENTIAL, -
          422, CONTENT_REFUSED, MESSAGE, -
          425, UNAVAILABLE, ENDPOINT, 5
          429, RATE_LIMITED, ENDPOINT, 42
          500, UNAVAILABLE, ENDPOINT, 42
          503, UNAVAILABLE, ENDPOINT, 42
          """)
  void answersDecide(int status, Reason reason, FailureScope scope, Long seconds) {
    system.behave(_ -> new Answer.Http(status, Map.of("Retry-After", "42"), ""));

    switch (desk.deliver(Given.message(new Content.Text("Hello")), context(KNOWN))) {
      case Delivery.Refused refused -> {
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.scope()).isEqualTo(scope);
        assertThat(seconds).isNull();
      }
      case Delivery.Deferred deferred -> {
        assertThat(deferred.reason()).isEqualTo(reason);
        assertThat(deferred.scope()).isEqualTo(scope);
        assertThat(deferred.after()).isEqualTo(Duration.ofSeconds(seconds));
      }
      case Delivery other -> throw new AssertionError(other);
    }
  }

  @Test
  void systemThatHangsIsCalledAgain() {
    system.behave(_ -> new Answer.Silence());

    assertThat(desk.deliver(Given.message(new Content.Text("Hello")), context(KNOWN)))
        .isInstanceOfSatisfying(
            Delivery.Deferred.class,
            deferred -> assertThat(deferred.reason()).isEqualTo(Reason.TIMEOUT));
  }
}
