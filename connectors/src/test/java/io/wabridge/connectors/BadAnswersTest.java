package io.wabridge.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.channel.cloud.CloudChannel;
import io.wabridge.connectors.desk.genesys.GenesysDesk;
import io.wabridge.model.ChannelId;
import io.wabridge.model.Content;
import io.wabridge.model.ConversationId;
import io.wabridge.model.Delivery;
import io.wabridge.model.DeskId;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.MessageId;
import io.wabridge.model.Receipt;
import io.wabridge.model.Status;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.MediaUnavailable;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.SignInRefused;
import io.wabridge.testkit.BadPayloads;
import io.wabridge.testkit.BadPayloads.Bad;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any answer of Graph and Genesys becomes an outcome, never an exception. */
class BadAnswersTest {

  private static final String SENT = "{\"messages\":[{\"id\":§id=\"wamid.hello\"§}]}";
  private static final String GRAPH_ERROR =
      """
      {"error":{"message":§message="hello"§,"code":§code=131047§,"error_subcode":§subcode=0§,
       "type":"OAuthException","error_data":{"details":§details="d"§},"fbtrace_id":§trace="T"§}}\
      """;
  private static final String DESK_ANSWER =
      """
      {"id":§id="hello"§,"conversationId":§conversation="c"§,"status":§status="Failed"§,
       "reasons":[{"code":§reason="General"§,"message":§why="hello"§}],"url":§url="http://x"§,
       "access_token":§token="t"§,"expires_in":§expires=3600§}\
      """;
  private static final String DESK_ERROR =
      """
      {"message":§message="hello"§,"code":§code="not.found"§,"status":404,
       "contextId":§context="x"§,"error":§error="e"§,"error_description":§words="w"§}\
      """;

  private final Given.Tokens tokens = new Given.Tokens();
  private static OutboundHttp http;
  private static StubServer server;
  private final CloudChannel cloud = new CloudChannel(http);
  private final GenesysDesk genesys = new GenesysDesk(http);

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

  static Stream<Bad> ofGraph() {
    return Stream.of(
            BadPayloads.wholes(BadPayloads.good(SENT)),
            BadPayloads.oneValueWrong("sent", SENT),
            BadPayloads.oneValueWrong("refused", GRAPH_ERROR))
        .flatMap(List::stream);
  }

  static Stream<Bad> ofGenesys() {
    return Stream.of(
            BadPayloads.wholes(BadPayloads.good(DESK_ANSWER)),
            BadPayloads.oneValueWrong("answered", DESK_ANSWER),
            BadPayloads.oneValueWrong("refused", DESK_ERROR))
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("ofGraph")
  void mapsAnyAnswerOfGraphToAnOutcome(Bad bad) throws IOException {
    Context context = Given.context(Given.number(server.url()), tokens);
    for (int status : statuses(bad)) {
      answering(status, bad);
      Delivery sent = Given.handOver(cloud, Given.message(new Content.Text("hi")), context);
      SafeStrings.check(sent);
      if (status == 200 && !bad.text().contains("\"id\"")) {
        assertThat(sent).isNotInstanceOf(Delivery.Accepted.class);
      }
      answering(status, bad);
      SafeStrings.check(
          Given.handOver(
              cloud,
              Given.message(Given.file(MediaKind.IMAGE, "image/png", "a.png", "c", 10)),
              context));
      answering(status, bad);
      SafeStrings.check(cloud.markRead(new ExternalId("wamid.1"), context));
      answering(status, bad);
      SafeStrings.check(cloud.check(context));
      answering(status, bad);
      opened(() -> cloud.open(new MediaRef.Remote("12", null, null, null), context));
    }
  }

  @ParameterizedTest
  @MethodSource("ofGenesys")
  void mapsAnyAnswerOfGenesysToAnOutcome(Bad bad) throws IOException {
    Settings settings = Given.organization(server.url(), "int-1");
    Context context = Given.context(settings, tokens);
    for (int status : statuses(bad)) {
      answering(status, bad);
      SafeStrings.check(genesys.deliver(Given.message(new Content.Text("hi")), context));
      answering(status, bad);
      SafeStrings.check(genesys.show(receipt(), context));
      answering(status, bad);
      SafeStrings.check(genesys.check(context));
      answering(status, bad);
      try {
        assertThat(genesys.signIn(settings).expiresIn())
            .isBetween(Duration.ofSeconds(1), Duration.ofDays(2));
      } catch (IOException | SignInRefused e) {
        assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(2_000);
      }
    }
  }

  private static List<Integer> statuses(Bad bad) {
    return bad.name().startsWith("refused") ? List.of(400) : List.of(200, 503);
  }

  private static Receipt receipt() {
    return new Receipt(
        new MessageId("m-1"),
        new ConversationId("c-1"),
        new ChannelId("ch-1"),
        new DeskId("d-1"),
        new ExternalId("x-1"),
        "447700900123",
        Status.DELIVERED,
        null,
        null,
        Given.AT);
  }

  /** The same response to every request. */
  private void answering(int status, Bad bad) {
    server.forget();
    for (int i = 0; i < 12; i++) {
      server.then(exchange -> {
        exchange.sendResponseHeaders(status, bad.body().length == 0 ? -1 : bad.body().length);
        if (bad.body().length > 0) {
          exchange.getResponseBody().write(bad.body());
        }
      });
    }
  }

  interface Opening {
    io.wabridge.model.MediaBytes.Opened open() throws MediaUnavailable, IOException;
  }

  private static void opened(Opening opening) {
    try (var file = opening.open()) {
      file.stream().readNBytes(1000);
    } catch (MediaUnavailable | IOException e) {
      assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(2_000);
    }
  }
}
