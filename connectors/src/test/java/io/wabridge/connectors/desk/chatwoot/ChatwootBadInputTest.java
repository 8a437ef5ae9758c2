package io.wabridge.connectors.desk.chatwoot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.SafeStrings;
import io.wabridge.connectors.StubServer;
import io.wabridge.model.Content;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.DeskEvent;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookUnreadable;
import io.wabridge.testkit.BadPayloads;
import io.wabridge.testkit.BadPayloads.Bad;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any webhook is decoded or reported as unreadable; any answer becomes an outcome. */
class ChatwootBadInputTest {

  private static final String WEBHOOK =
      """
      {"event":§event="message_created"§,"id":§id=4711§,"content":§content="hello"§,
       "content_type":§type="cards"§,"message_type":§direction="outgoing"§,
       "private":§private=false§,"source_id":§source=null§,
       "created_at":§at="2026-11-20T10:00:00.000Z"§,"account":{"id":§account=3§},
       "inbox":{"id":§inbox=12§},
       "content_attributes":{"in_reply_to":§reply=4708§,"external_echo":§echo=false§,
         "items":[{"title":§title="A"§,"media_url":§media="https://x.test/a.png"§,
           "actions":[{"type":§kind="postback"§,"text":§text="B"§,"payload":§payload="b"§,
             "uri":§uri="u"§}]}]},
       "conversation":{"id":§conversation=88§,"inbox_id":12,
         "contact_inbox":{"source_id":§address="wa:1"§},
         "meta":{"sender":{"phone_number":§phone="+1"§,"identifier":§identifier="x"§}}},
       "attachments":[{"id":§file=90§,"file_type":§filetype="image"§,
         "data_url":§url="https://x.test/a%20b.png"§,"extension":§extension=null§,
         "content_type":§mime=null§,"file_size":§size=10§,"coordinates_lat":§lat=1§}]}\
      """;

  private static final String ANSWER =
      """
      {"id":§id=4712§,"error":§error="e"§,"message":§message="m"§,"secret":§secret="s"§,
       "webhook_url":§url="https://x"§,"channel_type":§type="Channel::Api"§,
       "inbox_identifier":§identifier="i"§,"additional_attributes":§attributes={}§,
       "payload":[{"id":§conversation=88§,"inbox_id":§inbox=12§,"source_id":§source="x-1"§}]}\
      """;

  private static OutboundHttp http;
  private static StubServer server;

  @BeforeAll
  static void start() throws IOException {
    http = new OutboundHttp(Given.LOOPBACK);
    server = new StubServer();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    http.close();
  }

  static Stream<Bad> webhooks() {
    var texts = WEBHOOK.replace("\"cards\"", "\"text\"");
    return Stream.of(
            BadPayloads.wholes(BadPayloads.good(WEBHOOK)),
            BadPayloads.oneValueWrong("cards", WEBHOOK),
            BadPayloads.oneValueWrong("text", texts),
            BadPayloads.oneValueWrong("select", WEBHOOK.replace("\"cards\"", "\"input_select\"")))
        .flatMap(List::stream);
  }

  static Stream<Bad> answers() {
    return Stream.of(
            BadPayloads.wholes(BadPayloads.good(ANSWER)),
            BadPayloads.oneValueWrong("answer", ANSWER))
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("webhooks")
  void decodesAnyWebhookOrReportsItUnreadable(Bad bad) {
    try {
      for (var part : ChatwootDecoder.split(bad.body())) {
        SafeStrings.check(part);
        var event = ChatwootDecoder.decode(part.body());
        SafeStrings.check(event);
        if (event instanceof DeskEvent.AgentMessage said) {
          assertThat(said.contents()).hasSizeBetween(1, 100);
        }
      }
    } catch (WebhookUnreadable e) {
      assertThat(e).hasMessageNotContaining("hello");
    }
  }

  @ParameterizedTest
  @MethodSource("answers")
  void mapsAnyAnswerToAnOutcome(Bad bad) {
    var settings =
        Settings.of(
            Map.of("baseUrl", server.url().toString(), "accountId", "3", "inboxId", "12"),
            Map.of("addressSecret", Secret.of("0123456789abcdef")));
    Context context = Given.context(settings, new Given.Tokens());
    var desk = new ChatwootDesk(http, InstantSource.system(), Duration.ZERO);
    for (var status : List.of(200, 422, 503)) {
      answering(status, bad);
      SafeStrings.check(desk.deliver(Given.message(new Content.Text("hi")), context));
      answering(status, bad);
      SafeStrings.check(desk.check(context));
      answering(status, bad);
      SafeStrings.check(desk.connect(server.url(), "Shop", context).probes());
    }
  }

  private static void answering(int status, Bad bad) {
    server.forget();
    for (var n = 0; n < 8; n++) {
      server.then(status, new String(bad.body(), StandardCharsets.UTF_8));
    }
  }
}
