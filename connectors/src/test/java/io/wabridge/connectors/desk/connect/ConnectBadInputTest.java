package io.wabridge.connectors.desk.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.Given;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.SafeStrings;
import io.wabridge.connectors.StubServer;
import io.wabridge.connectors.aws.Sns;
import io.wabridge.connectors.aws.SnsNotification;
import io.wabridge.model.Content;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.DeskEvent;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookUnreadable;
import io.wabridge.sandbox.Json;
import io.wabridge.testkit.BadPayloads;
import io.wabridge.testkit.BadPayloads.Bad;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any notification is decoded or reported as unreadable; any answer becomes an outcome. */
class ConnectBadInputTest {

  private static final String ITEM =
      """
      {"AbsoluteTime":§at="2026-11-20T10:00:00.123Z"§,"Id":§id="m-1"§,"Type":§type="MESSAGE"§,
       "ContentType":§contentType="text/plain"§,"Content":§content="hello"§,
       "ParticipantRole":§role="AGENT"§,"DisplayName":§name="Ana"§,
       "InitialContactId":§initial="c-1"§,"ContactId":§contact="c-1"§,
       "MessageVisibility":§visibility="ALL"§,
       "Attachments":[{"AttachmentId":§file="a-1"§,"AttachmentName":§filename="a.pdf"§,
         "ContentType":§mime="application/pdf"§,"Status":§status="APPROVED"§}]}\
      """;

  private static final String TEMPLATE =
      """
      {"templateType":§template="ListPicker"§,"version":§version="1.0"§,"data":{"content":{
        "title":§title="A"§,"subtitle":§subtitle="B"§,"imageType":§image="URL"§,
        "imageData":§url="https://x.test/a.png"§,
        "timeslots":[{"date":§date="2026-10-01T17:00+00:00"§,"duration":§duration=60§}],
        "elements":[{"title":§option="C"§,"subtitle":§detail="D"§,"actionDetail":§action=null§,
          "templateIdentifier":§identifier="t"§,
          "data":{"content":{"title":§card="E"§,"elements":[{"title":§choice="F"§}]}}}]}}}\
      """;

  private static final String ANSWER =
      """
      {"Id":§id="m-1"§,"ContactId":§contact="c-1"§,"ParticipantToken":§participant="p"§,
       "StreamingId":§stream="s"§,"Message":§message="m"§,"__type":§type="x#TypeException"§,
       "ConnectionCredentials":{"ConnectionToken":§token="t"§,"Expiry":§expiry="2030-01-01T00:00:00Z"§},
       "Instance":{"InstanceAlias":§alias="i"§,"InstanceStatus":§status="ACTIVE"§}}\
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

  static Stream<Bad> items() {
    return Stream.of(
            BadPayloads.wholes(BadPayloads.good(ITEM)),
            BadPayloads.oneValueWrong("text", ITEM),
            BadPayloads.oneValueWrong("file", ITEM.replace("\"MESSAGE\"", "\"ATTACHMENT\"")),
            BadPayloads.oneValueWrong("event", ITEM.replace("\"MESSAGE\"", "\"EVENT\"")))
        .flatMap(List::stream);
  }

  static Stream<Bad> templates() {
    return Stream.of(
            BadPayloads.wholes(BadPayloads.good(TEMPLATE)),
            BadPayloads.oneValueWrong("list", TEMPLATE),
            BadPayloads.oneValueWrong("times", TEMPLATE.replace("ListPicker", "TimePicker")),
            BadPayloads.oneValueWrong("carousel", TEMPLATE.replace("ListPicker", "Carousel")))
        .flatMap(List::stream);
  }

  static Stream<Bad> answers() {
    return Stream.of(
            BadPayloads.wholes(BadPayloads.good(ANSWER)),
            BadPayloads.oneValueWrong("answer", ANSWER))
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("items")
  void decodesAnyItemOrReportsItUnreadable(Bad bad) {
    decoded(new String(bad.body(), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("templates")
  void decodesAnyTemplateOrReportsItUnreadable(Bad bad) {
    var item =
        Json.object()
            .put("Id", "m-1")
            .put("Type", "MESSAGE")
            .put("ContentType", ConnectContents.INTERACTIVE)
            .put("Content", new String(bad.body(), StandardCharsets.UTF_8))
            .put("ParticipantRole", "SYSTEM")
            .put("InitialContactId", "c-1");
    decoded(item.toString());
  }

  private static void decoded(String message) {
    var envelope = Sns.envelope("Notification").put("Message", message);
    envelope
        .putObject("MessageAttributes")
        .putObject("MessageVisibility")
        .put("Type", "String")
        .put("Value", "ALL");
    try {
      for (var part : ConnectDecoder.split(new SnsNotification(envelope))) {
        SafeStrings.check(part);
        var event = ConnectDecoder.decode(part.body(), true);
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
            Map.of(
                "endpointUrl", server.url().toString(),
                "region", "eu-central-1",
                "instanceId", "i",
                "contactFlowId", "f",
                "topicArn", Sns.TOPIC,
                "accessKeyId", "AKIDEXAMPLE00000"),
            Map.of("secretAccessKey", Secret.of("secret")));
    var context = Given.context(settings, new Given.Tokens());
    var desk = new ConnectDesk(http, Clock.systemUTC(), Duration.ZERO);
    for (var status : List.of(200, 403, 503)) {
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
    for (var n = 0; n < 40; n++) {
      server.then(status, new String(bad.body(), StandardCharsets.UTF_8));
    }
  }
}
