package io.wabridge.kit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.wabridge.kit.FailureReasons;
import io.wabridge.kit.KitTestService;
import io.wabridge.model.ChannelId;
import io.wabridge.model.DeskClient;
import io.wabridge.model.DeskId;
import io.wabridge.model.DeskSettings;
import io.wabridge.model.Ids;
import io.wabridge.model.Reason;
import io.wabridge.model.Secret;
import io.wabridge.model.TenantId;
import io.wabridge.model.TokenRefused;
import io.wabridge.model.TokenSource;
import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.StandIn;
import io.wabridge.testkit.Stores;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The caches of tenants and tokens, with a real HTTP server and a real Redis. */
@SpringBootTest(
    classes = KitTestService.class,
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {"spring.config.name=bridge", "spring.main.web-application-type=servlet"})
@LocalStores
class CoreClientsTests {

  private static final StandIn SERVICES = StandIn.answering(asked -> StandIn.Answer.notFound());

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    registry.add("bridge.services.tenant-service", SERVICES::url);
    registry.add("bridge.services.auth-service", SERVICES::url);
    registry.add("server.port", () -> 0);
  }

  @Autowired Tenants tenants;
  @Autowired Tokens tokens;
  @Autowired Announcements announcements;
  @Autowired StringRedisTemplate redis;

  private final String id = Ids.next();

  @BeforeEach
  void begin() {
    SERVICES.forget();
    tenants.invalidate();
    tokens.invalidate();
    SERVICES.rule(asked -> {
      if (asked.path().contains("/tokens/")) {
        return StandIn.Answer.ok("{\"token\":\"" + Ids.next() + "\"}");
      }
      return asked.path().contains("channels")
          ? StandIn.Answer.ok(channel())
          : StandIn.Answer.ok(desk());
    });
  }

  @AfterAll
  static void end() {
    SERVICES.close();
  }

  private String channel() {
    return """
    {"tenant":"t","id":"%s","provider":"cloud","active":true,"readMarks":"NEVER","addedLater":1,
     "settings":{"phoneNumberId":"%s","baseUrl":"http://127.0.0.1:1","apiVersion":"v26.0",
                 "appSecret":"s","verifyToken":"v"}}
    """
        .formatted(id, id);
  }

  private String desk() {
    return """
    {"tenant":"t","id":"%s","kind":"genesys","name":"n","active":true,
     "settings":{"integrationId":"i","loginUrl":"http://127.0.0.1:1","apiUrl":"http://127.0.0.1:1",
                 "clientId":"c","clientSecret":"s","webhookSecret":"w"}}
    """
        .formatted(id);
  }

  @Test
  void requestsAChannelOnceWithTheInternalToken() {
    for (var time = 0; time < 3; time++) {
      assertThat(tenants.channel(new ChannelId(id)).orElseThrow().settings().appSecret())
          .isEqualTo(Secret.of("s"));
    }

    assertThat(SERVICES.asked("/internal/channels/")).hasSize(1);
  }

  @Test
  void a404IsEmptyAndAnOutageIsAnException() {
    SERVICES.rule(asked -> StandIn.Answer.notFound());
    assertThat(tenants.channel(new ChannelId(id))).isEmpty();

    SERVICES.rule(asked -> new StandIn.Answer(500, "{}"));
    assertThatThrownBy(() -> tenants.channel(new ChannelId(id)))
        .isInstanceOf(org.springframework.web.client.RestClientException.class);
  }

  @Test
  void usesTheCacheDuringAnOutage() {
    tenants.channel(new ChannelId(id));
    var source = tokens.of(new DeskId(id), client("client-1"));
    var token = source.token();
    SERVICES.rule(asked -> new StandIn.Answer(503, "{}"));
    tenants.invalidate();
    tokens.invalidate();

    for (var time = 0; time < 3; time++) {
      assertThat(tenants.channel(new ChannelId(id))).isPresent();
      assertThat(source.token()).isEqualTo(token);
    }

    assertThat(SERVICES.asked("/internal/channels/")).hasSize(2);
    assertThat(SERVICES.asked("/internal/tokens/")).hasSize(2);
  }

  @Test
  void doesNotUseTheCacheAfterADeletion() {
    tenants.channel(new ChannelId(id));
    var source = tokens.of(new DeskId(id), client("client-1"));
    source.token();
    SERVICES.rule(asked ->
        asked.path().contains("/tokens/")
            ? new StandIn.Answer(403, "{}")
            : StandIn.Answer.notFound());
    tenants.invalidate();
    tokens.invalidate();

    assertThat(tenants.channel(new ChannelId(id))).isEmpty();
    assertThatThrownBy(source::token).isInstanceOf(TokenRefused.class);
  }

  @Test
  void cachesTheRoutingOfANumberInRedisWithoutSecrets() {
    tenants.channelByNumber(id);
    tenants.channelByNumber(id);

    assertThat(redis.opsForValue().get("phone:" + id)).isEqualTo(id);
    assertThat(redis.getExpire("phone:" + id)).isBetween(1L, 3600L);
    assertThat(SERVICES.asked("/internal/channels/by-number/")).hasSize(1);
  }

  @Test
  void cachesTheRoutingOfAnIntegrationInRedis() {
    tenants.deskByIntegration(id);

    assertThat(redis.opsForValue().get("integration:" + id)).isEqualTo(id);
  }

  @Test
  void reloadsAfterAnAnnouncedChange() {
    tenants.channel(new ChannelId(id));
    announcements.announceChange("t");

    await()
        .atMost(5, TimeUnit.SECONDS)
        .until(() -> {
          tenants.channel(new ChannelId(id));
          return SERVICES.asked("/internal/channels/").size() >= 2;
        });
  }

  @Test
  void cachesATokenAndFetchesANewOneAfterARefusal() {
    var source = tokens.of(new DeskId(id), client("client-1"));
    var first = source.token();
    assertThat(source.token()).isEqualTo(first);
    assertThat(SERVICES.asked("/internal/tokens/desks/")).hasSize(1);

    var second = source.renew(first);

    assertThat(second).isNotEqualTo(first);
    assertThat(source.token()).isEqualTo(second);
    assertThat(SERVICES.asked("/internal/tokens/desks/" + id + "/renew").getFirst().body())
        .contains(first.reveal());
  }

  private static DeskClient client(String name) {
    return new DeskClient(name, Secret.of("secret"));
  }

  @Test
  void usesTheFirstOAuthClientThatGetsAToken() {
    SERVICES.rule(asked ->
        asked.path().endsWith("?client=client-1")
            ? new StandIn.Answer(403, "{}")
            : StandIn.Answer.ok("{\"token\":\"of-the-second\"}"));
    var url = URI.create("https://desk.example.com");
    var settings =
        new DeskSettings(
            "i", url, url, "client-1", Secret.of("s"), Secret.of("w"), List.of(client("client-2")));

    var source =
        tokens.of(
            new Desk(new TenantId("t"), new DeskId(id), "genesys", "Desk", true, settings, null));

    assertThat(source.token().reveal()).isEqualTo("of-the-second");
  }

  @Test
  void reportsWrongCredentials() {
    SERVICES.rule(asked -> new StandIn.Answer(403, "{\"detail\":\"wrong client secret\"}"));

    assertThatThrownBy(() -> tokens.of(new DeskId(id), client("client-1")).token())
        .isInstanceOfSatisfying(
            TokenRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.DESK_SIGN_IN))
        .hasMessage("wrong client secret");
  }

  @Test
  void namesTheReasonForAMissingToken() {
    SERVICES.rule(asked -> StandIn.Answer.notFound());
    assertThat(whyNoToken(tokens.of(new ChannelId(id)))).isEqualTo(Reason.TOKEN_MISSING);
    assertThat(whyNoToken(tokens.of(new DeskId(id), client("client-1"))))
        .isEqualTo(Reason.UNKNOWN_DESK);
    SERVICES.rule(asked -> new StandIn.Answer(503, "{\"detail\":\"sign-in is unavailable\"}"));
    assertThat(whyNoToken(tokens.of(new DeskId(id), client("client-1"))))
        .isEqualTo(Reason.UNAVAILABLE);
    SERVICES.rule(asked -> new StandIn.Answer(500, "{}"));
    assertThat(whyNoToken(tokens.of(new DeskId(id), client("client-1"))))
        .isEqualTo(Reason.SERVICE_DOWN);
  }

  private static Reason whyNoToken(TokenSource source) {
    return FailureReasons.of(catchThrowable(source::token));
  }

  @Test
  void connectsToTheConfiguredRedis() {
    assertThat(Stores.get().port("SPRING_DATA_REDIS_PORT")).isPositive();
    assertThat(redis.getConnectionFactory().getConnection().ping()).isEqualTo("PONG");
  }
}
