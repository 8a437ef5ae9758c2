package io.wabridge.state.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wabridge.kit.client.HistoryPolicy;
import io.wabridge.model.Content;
import io.wabridge.model.Ids;
import io.wabridge.model.Origin;
import io.wabridge.model.Person;
import io.wabridge.state.StateTest;
import io.wabridge.testkit.Stores;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Streams of events: where they begin, continue, and end. */
@TestPropertySource(
    properties = {
      "bridge.events.streams=6",
      "bridge.events.streams-per-tenant=4",
      "bridge.events.heartbeat=300ms",
      "server.tomcat.connection-timeout=2s"
    })
class EventStreamTests extends StateTest {

  private static final HistoryPolicy KEEP = new HistoryPolicy(90, true);

  private final Person person = Person.ofWaId("44" + Math.abs(Ids.next().hashCode()));

  /** A stream ends when the second write fails after its reader has disconnected. */
  @AfterEach
  void awaitTheEndOfAllStreams() {
    await().atMost(20, TimeUnit.SECONDS).until(() -> streams() == 0);
  }

  private String uri(String query) {
    return "http://127.0.0.1:" + port + "/api/v1/tenants/" + requests.tenant + "/events" + query;
  }

  private String says(String id) {
    return ledger
        .registerInbound(
            requests
                .by(person, id)
                .keeping(KEEP.keep(new Content.Text("hello " + id), Origin.PERSON)))
        .conversation()
        .value();
  }

  private static void awaitIds(EventReader reader, String... ids) {
    await()
        .atMost(10, TimeUnit.SECONDS)
        .untilAsserted(() -> assertThat(reader.ids()).containsExactly(ids));
  }

  @Test
  void continuesAfterTheLastEventWhenTheConnectionWasCut() throws Exception {
    says("a");
    try (var reader = EventReader.connect(uri("?after=0"), "")) {
      awaitIds(reader, "1", "2");
      says("b");
      awaitIds(reader, "1", "2", "3");
      var event = json.readTree(reader.events().getLast().data());
      assertThat(event.path("type").asString()).isEqualTo("message.created");
      assertThat(event.path("position").asLong()).isEqualTo(3);
      assertThat(event.path("data").path("message").path("text").asString()).isEqualTo("hello b");
    }
    says("c");
    says("d");
    try (var reader = EventReader.connect(uri("?after=0"), "3")) {
      awaitIds(reader, "4", "5");
    }
  }

  @Test
  void beginsWithTheNextEvent() throws Exception {
    says("a");
    await().atMost(10, TimeUnit.SECONDS).until(() -> lastPosition() == 2);
    try (var reader = EventReader.connect(uri(""), "")) {
      says("b");
      awaitIds(reader, "3");
    }
  }

  private long lastPosition() {
    return get("/api/v1/tenants/" + requests.tenant + "/events").path("next").asLong();
  }

  @Test
  void givesOnlyTheWantedEventsAndSaysHowFarItIs() throws Exception {
    var conversation = says("a");
    try (var created = EventReader.connect(uri("?after=0&types=conversation.created"), "");
        var ofConversation =
            EventReader.connect(uri("?after=0&conversation=" + conversation), "")) {
      ledger.registerInbound(requests.by(Person.ofWaId("45" + requests.unique.hashCode()), "z"));
      awaitIds(ofConversation, "1", "2");
      awaitIds(created, "1", "3");
      await().atMost(10, TimeUnit.SECONDS).until(() -> ofConversation.lastId().equals("4"));
      assertThat(ofConversation.ids()).containsExactly("1", "2");
    }
  }

  @Test
  void saysThatThePositionIsNotKept() throws Exception {
    says("a");
    await().atMost(10, TimeUnit.SECONDS).until(() -> lastPosition() == 2);
    try (var ahead = EventReader.connect(uri(""), "17")) {
      says("b");
      await().atMost(10, TimeUnit.SECONDS).until(() -> ahead.events().size() == 2);
      assertThat(ahead.names()).containsExactly("reset", "message.created");
      assertThat(ahead.ids()).containsExactly("2", "3");
    }
    db.sql("delete from conversation_events where tenant_id = :tenant and position < 3")
        .param("tenant", requests.tenant.value())
        .update();
    try (var old = EventReader.connect(uri("?after=1"), "")) {
      await().atMost(10, TimeUnit.SECONDS).until(() -> !old.events().isEmpty());
      assertThat(old.events().getFirst().data())
          .isEqualTo("{\"type\":\"reset\",\"first\":3,\"last\":3}");
    }
    assertThat(ask("/api/v1/tenants/" + requests.tenant + "/events?cursor=1").statusCode())
        .isEqualTo(410);
    try (var next = EventReader.connect(uri("?after=2"), "")) {
      awaitIds(next, "3");
    }
  }

  @Test
  void limitsTheStreamsOfATenantAndOfTheInstance() throws Exception {
    var open = new ArrayList<EventReader>();
    try {
      for (var n = 0; n < 4; n++) {
        open.add(EventReader.connect(uri(""), ""));
      }
      assertThat(refusal(uri(""))).startsWith("429").contains("4 streams");
      var other = uri("").replace(requests.tenant.value(), Ids.next());
      open.add(EventReader.connect(other, ""));
      open.add(EventReader.connect(other, ""));
      assertThat(refusal(other)).startsWith("503").contains("6 streams");
      open.removeLast().close();
      await()
          .atMost(10, TimeUnit.SECONDS)
          .ignoreExceptions()
          .until(() -> open.add(EventReader.connect(other, "")));
    } finally {
      open.forEach(EventReader::close);
    }
  }

  private static String refusal(String uri) throws Exception {
    try (var reader = EventReader.connect(uri, "")) {
      return "200 " + reader.connections();
    } catch (IllegalStateException e) {
      return e.getMessage();
    }
  }

  /** It holds no more than its queue, and its connection is closed when it reads nothing. */
  @Test
  void disconnectsAReaderThatReadsNothing() throws Exception {
    says("a");
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.setReceiveBufferSize(4096);
      var path = "/api/v1/tenants/" + requests.tenant + "/events";
      socket
          .getOutputStream()
          .write(
              ("GET "
                      + path
                      + " HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nAuthorization: Bearer "
                      + Stores.INTERNAL_TOKEN
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      await().atMost(10, TimeUnit.SECONDS).until(() -> streams() == 1);
      db.sql(
              """
              insert into event_outbox (tenant_id, type, conversation_id, related)
              select :tenant, 'conversation.merged', 'c', repeat('x', 1000)
              from generate_series(1, 12000) n
              """)
          .param("tenant", requests.tenant.value())
          .update();

      await().atMost(40, TimeUnit.SECONDS).until(() -> streams() == 0);
    }
  }

  private int streams() {
    return ask("/actuator/prometheus")
        .body()
        .lines()
        .filter(line -> line.startsWith("bridge_event_streams"))
        .map(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aSlowReaderGetsEverythingInOrder() throws Exception {
    says("a");
    try (var reader = EventReader.connect(uri("?after=0"), "")) {
      awaitIds(reader, "1", "2");
      db.sql(
              """
              insert into event_outbox (tenant_id, type, conversation_id)
              select :tenant, 'conversation.closed', 'c' || n from generate_series(1, 7000) n
              """)
          .param("tenant", requests.tenant.value())
          .update();

      await().atMost(30, TimeUnit.SECONDS).until(() -> reader.ids().size() >= 7002);
      assertThat(reader.ids())
          .isEqualTo(IntStream.rangeClosed(1, 7002).mapToObj(String::valueOf).toList());
      assertThat(reader.connections()).isEqualTo(1);
    }
  }
}
