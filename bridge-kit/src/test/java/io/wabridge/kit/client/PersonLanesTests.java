package io.wabridge.kit.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.kit.webhook.LaneKeys.Addressed;
import io.wabridge.kit.webhook.PersonLanes;
import io.wabridge.model.ChannelId;
import io.wabridge.model.Ids;
import io.wabridge.model.Language;
import io.wabridge.model.TenantId;
import io.wabridge.model.connector.Limits;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.routing.Routing;
import io.wabridge.testkit.StandIn;
import io.wabridge.testkit.StandIn.Answer;
import io.wabridge.testkit.Stores;
import io.wabridge.testkit.TcpProxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import tools.jackson.databind.json.JsonMapper;

/** One lane per person, with a real Redis and a stand-in of state-manager. */
class PersonLanesTests {

  private static final String NUMBER = "900";

  private final TcpProxy proxy = TcpProxy.to(Stores.get().port("SPRING_DATA_REDIS_PORT"));
  private final LettuceConnectionFactory connections = RedisCacheTests.connections(proxy.port());
  private final Map<String, String> recorded = new ConcurrentHashMap<>();
  private final StandIn stateManager = StandIn.answering(asked -> answer(asked.body()));
  private final Channel channel = channel();
  private final PersonLanes lanes = anotherProcess();

  @AfterEach
  void end() {
    stateManager.close();
    connections.destroy();
    proxy.close();
  }

  private static Channel channel() {
    return new Channel(
        new TenantId("tenant-1"),
        new ChannelId("channel-" + Ids.next()),
        "anything",
        "Channel",
        NUMBER,
        true,
        Settings.of(Map.of(), Map.of()),
        Limits.NONE,
        null,
        Channel.ReadMarks.NEVER,
        null,
        Language.EN,
        Routing.NONE,
        HistoryPolicy.USUAL,
        null,
        null,
        WindowPolicy.USUAL);
  }

  /** Answers with the lane of the first id that is recorded. */
  private Answer answer(String question) {
    var json = JsonMapper.shared();
    var answers = new ArrayList<String>();
    json.readTree(question)
        .path("people")
        .forEach(ids -> {
          String lane = null;
          for (var id : ids) {
            lane = lane == null ? recorded.get(id.asString()) : lane;
          }
          answers.add(lane);
        });
    return Answer.ok(json.writeValueAsString(answers));
  }

  private PersonLanes anotherProcess() {
    var client =
        RestClient.builder()
            .baseUrl(stateManager.url())
            .requestFactory(new JdkClientHttpRequestFactory())
            .build();
    return new PersonLanes(
        new RedisCache(new StringRedisTemplate(connections)),
        HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
            .build()
            .createClient(LaneDirectory.class));
  }

  private Addressed part(String... ids) {
    return new Addressed(
        channel,
        new WebhookPart(
            NUMBER,
            List.of(ids).stream().map(id -> NUMBER + ":" + id).toList(),
            Ids.next(),
            WebhookPart.Type.MESSAGE,
            "{}"));
  }

  private String laneOf(String... ids) {
    return laneOf(lanes, ids);
  }

  private String laneOf(PersonLanes lanes, String... ids) {
    return lanes.of(List.of(part(ids))).getFirst();
  }

  @Test
  void namedByNumberThenBothThenUserId() {
    assertThat(laneOf("447")).isEqualTo("900:447");
    assertThat(laneOf("GB.1", "447")).isEqualTo("900:447");
    assertThat(laneOf("GB.1")).isEqualTo("900:447");
    assertThat(laneOf(anotherProcess(), "GB.1")).isEqualTo("900:447");
    assertThat(laneOf("448")).isEqualTo("900:448");
  }

  @Test
  void personWithUnchangedIdsHasTheSameLaneWithoutAnyStore() {
    assertThat(laneOf("GB.1", "447")).isEqualTo("900:GB.1");
    proxy.cut();
    stateManager.close();

    assertThat(laneOf("GB.1", "447")).isEqualTo("900:GB.1");
    assertThat(laneOf(anotherProcess(), "GB.1", "447")).isEqualTo("900:GB.1");
    assertThat(laneOf(anotherProcess(), "447")).isEqualTo("900:447");
  }

  @Test
  void stateManagerKnowsPersonsThatRedisDoesNot() {
    recorded.put("GB.1", "900:447");

    assertThat(laneOf("GB.1")).isEqualTo("900:447");
    assertThat(laneOf(anotherProcess(), "GB.1")).isEqualTo("900:447");
    assertThat(stateManager.asked("/internal/lanes")).hasSize(1);
  }

  @Test
  void stateManagerIsAskedWhileRedisIsDown() {
    recorded.put("GB.1", "900:447");
    proxy.cut();

    assertThat(laneOf("GB.1", "447")).isEqualTo("900:447");
    assertThat(laneOf("GB.1")).isEqualTo("900:447");
  }

  @Test
  void ofTwoLanesTheOneThatStateManagerNamesIsKept() {
    laneOf("GB.1");
    laneOf("447");
    recorded.put("447", "900:447");

    assertThat(laneOf("GB.1", "447")).isEqualTo("900:447");
    assertThat(laneOf("GB.1")).isEqualTo("900:447");
    assertThat(laneOf(anotherProcess(), "GB.1")).isEqualTo("900:447");
  }

  @Test
  void ofTwoLanesTheBestKeysIsKeptIfStateManagerKnowsNone() {
    laneOf("447");
    laneOf("GB.1");

    assertThat(laneOf("GB.1", "447")).isEqualTo("900:GB.1");
    assertThat(laneOf(anotherProcess(), "447")).isEqualTo("900:GB.1");
  }

  @Test
  void idsOfOneWebhookAreJoined() {
    assertThat(lanes.of(List.of(part("447"), part("GB.1"), part("GB.1", "447"), part("448"))))
        .containsExactly("900:GB.1", "900:GB.1", "900:GB.1", "900:448");
  }

  @Test
  void knownKeysCostNothingAndAWebhookAsksOnce() {
    var thousand =
        IntStream.range(0, 1000).mapToObj(n -> part("GB." + n % 100, "44" + n % 100)).toList();
    lanes.of(thousand);
    assertThat(stateManager.asked("/internal/lanes")).hasSize(1);
    proxy.cut();

    var began = Instant.now();
    assertThat(lanes.of(thousand)).hasSize(1000).doesNotContainNull();
    assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofMillis(300));
    assertThat(stateManager.asked("/internal/lanes")).hasSize(1);
  }

  @Test
  void anOutageDelaysOneWebhookShortly() {
    proxy.stopAnswering();
    stateManager.close();

    var began = Instant.now();
    IntStream.range(0, 100).forEach(n -> laneOf("GB." + n));
    assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void idsOfAnotherChannelAreAnotherPersons() {
    laneOf("GB.1", "447");
    var other =
        new Addressed(
            channel(),
            new WebhookPart(
                NUMBER, List.of("900:447"), Ids.next(), WebhookPart.Type.MESSAGE, "{}"));

    assertThat(lanes.of(List.of(other))).containsExactly("900:447");
  }
}
