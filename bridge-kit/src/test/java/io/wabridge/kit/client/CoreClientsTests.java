package io.wabridge.kit.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.wabridge.kit.FailureReasons;
import io.wabridge.kit.KitTestService;
import io.wabridge.model.ChannelId;
import io.wabridge.model.Delivery;
import io.wabridge.model.DeskId;
import io.wabridge.model.Ids;
import io.wabridge.model.Language;
import io.wabridge.model.Message;
import io.wabridge.model.Reason;
import io.wabridge.model.Secret;
import io.wabridge.model.TenantId;
import io.wabridge.model.TokenRefused;
import io.wabridge.model.TokenSource;
import io.wabridge.model.connector.Capabilities;
import io.wabridge.model.connector.ConnectorInfo;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.DeskConnector;
import io.wabridge.model.connector.DeskEvent;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.Limits;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.routing.Routing;
import io.wabridge.testkit.LocalStores;
import io.wabridge.testkit.StandIn;
import io.wabridge.testkit.Stores;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
    SERVICES.clearRequests();
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
    {"tenant":"t","id":"%s","kind":"anything","name":"n","externalId":"%s","active":true,
     "readMarks":"NEVER","addedLater":1,"limits":{"messagesPerSecond":1000},
     "settings":{"values":{"number":"%s"},"secrets":{"appSecret":"s"}}}
    """
        .formatted(id, id, id);
  }

  private String desk() {
    return """
    {"tenant":"t","id":"%s","kind":"anything","name":"n","externalId":"%s","active":true,
     "limits":{},"settings":{"values":{"client":"client-1"},"credential":"client-1"}}
    """
        .formatted(id, id);
  }

  private Channel knownChannel() {
    return new Channel(
        new TenantId("t"),
        new ChannelId(id),
        "anything",
        "n",
        id,
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

  private Desk knownDesk(String... credentials) {
    var more =
        Stream.of(credentials)
            .skip(1)
            .map(credential -> new Settings.Credential(credential, Map.of(), Map.of()))
            .toList();
    return new Desk(
        new TenantId("t"),
        new DeskId(id),
        "anything",
        "n",
        id,
        true,
        new Settings(Map.of(), Map.of(), credentials[0], more),
        Limits.NONE,
        null,
        Language.EN,
        false,
        true);
  }

  /** The token of the desk's only credential. */
  private TokenSource deskToken() {
    return tokens.of(knownDesk("client-1"), "client-1", new TokenDesk("token"));
  }

  /** A desk whose token is a secret of this name; null: it needs none. */
  private record TokenDesk(@Nullable String tokenField) implements DeskConnector {
    @Override
    public ConnectorInfo info() {
      return new ConnectorInfo(
          "anything",
          ConnectorInfo.Side.DESK,
          "Anything",
          List.of(),
          tokenField,
          "client",
          new Capabilities(Set.of("text"), 100, 0, Map.of(), null, null, Set.of()),
          Limits.NONE,
          List.of());
    }

    @Override
    public Ingress receive(WebhookRequest request, Settings settings) {
      return new Ingress.Rejected(404);
    }

    @Override
    public List<WebhookPart> split(WebhookRequest request) {
      return List.of();
    }

    @Override
    public @Nullable String externalId(Settings settings) {
      return null;
    }

    @Override
    public DeskEvent decode(String part) {
      return new DeskEvent.Ignored(part);
    }

    @Override
    public Delivery deliver(Message message, Context context) {
      return new Delivery.Uncertain("never called");
    }
  }

  @Test
  void asksForAChannelOnce() {
    for (var time = 0; time < 3; time++) {
      assertThat(tenants.channel(new ChannelId(id)).orElseThrow().settings().secret("appSecret"))
          .isEqualTo(Secret.of("s"));
    }

    assertThat(SERVICES.asked("/internal/channels/")).hasSize(1);
  }

  @Test
  void tellsAnOutageFromAnUnknownChannel() {
    SERVICES.rule(asked -> StandIn.Answer.notFound());
    assertThat(tenants.channel(new ChannelId(id))).isEmpty();

    SERVICES.rule(asked -> new StandIn.Answer(500, "{}"));
    assertThatThrownBy(() -> tenants.channel(new ChannelId(id)))
        .isInstanceOf(org.springframework.web.client.RestClientException.class);
  }

  @Test
  void usesStaleDataWhileAServiceIsUnavailable() {
    tenants.channel(new ChannelId(id));
    var source = deskToken();
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
  void refusedTokenIsRenewedBeforeTheNextCall() {
    var source = deskToken();
    var cached = source.token();
    // another process renewed it
    announcements.announceRefusedToken(RefusedTokens.fingerprint(id, "client-1", cached));

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(source.token()).isNotEqualTo(cached));
    assertThat(SERVICES.asked("/internal/tokens/").getLast().path()).contains("/renew");
    var renewed = source.token();
    assertThat(source.token()).isEqualTo(renewed);
    assertThat(SERVICES.asked("/internal/tokens/")).hasSize(2);
  }

  @Test
  void dropsDataThatWasDeleted() {
    tenants.channel(new ChannelId(id));
    var source = deskToken();
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
  void cachesTheChannelOfANumberInRedisWithoutSecrets() {
    tenants.channels().byExternalId("anything", id);
    tenants.channels().byExternalId("anything", id);

    assertThat(redis.opsForValue().get("phone:" + id)).isEqualTo(id);
    assertThat(redis.getExpire("phone:" + id)).isBetween(1L, 3600L);
    assertThat(SERVICES.asked("/internal/channels/by-external-id/")).hasSize(1);
  }

  @Test
  void cachesTheDeskOfAnIntegrationInRedis() {
    tenants.desks().byExternalId("anything", id);

    assertThat(redis.opsForValue().get("integration:" + id)).isEqualTo(id);
  }

  @Test
  void loadsAgainAfterAnAnnouncedChange() {
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
  void cachesATokenUntilItIsRefused() {
    var source = deskToken();
    var first = source.token();
    assertThat(source.token()).isEqualTo(first);
    assertThat(SERVICES.asked("/internal/tokens/desks/")).hasSize(1);

    var second = source.renew(first);

    assertThat(second).isNotEqualTo(first);
    assertThat(source.token()).isEqualTo(second);
    assertThat(SERVICES.asked("/internal/tokens/desks/" + id + "/renew").getFirst().body())
        .contains(first.reveal());
  }

  @Test
  void usesTheFirstCredentialThatIsAccepted() {
    SERVICES.rule(asked ->
        asked.path().endsWith("?credential=client-1")
            ? new StandIn.Answer(403, "{}")
            : StandIn.Answer.ok("{\"token\":\"of-the-second\"}"));

    var source = tokens.of(knownDesk("client-1", "client-2"), new TokenDesk("token"));

    assertThat(source.token().reveal()).isEqualTo("of-the-second");
  }

  @Test
  void asksForNoTokenWhereNoneIsNeeded() {
    assertThat(tokens.of(knownDesk(""), "", new TokenDesk(null)).token().reveal()).isEmpty();

    assertThat(SERVICES.asked("/internal/tokens/")).isEmpty();
  }

  @Test
  void reportsWrongCredentials() {
    SERVICES.rule(asked -> new StandIn.Answer(403, "{\"detail\":\"wrong client secret\"}"));

    assertThatThrownBy(() -> deskToken().token())
        .isInstanceOfSatisfying(
            TokenRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.DESK_SIGN_IN))
        .hasMessage("wrong client secret");
  }

  @Test
  void reportsWhyThereIsNoToken() {
    SERVICES.rule(asked -> StandIn.Answer.notFound());
    assertThat(whyNoToken(tokens.of(knownChannel(), "", new TokenDesk("token"))))
        .isEqualTo(Reason.TOKEN_MISSING);
    assertThat(whyNoToken(deskToken())).isEqualTo(Reason.TOKEN_MISSING);
    SERVICES.rule(asked -> new StandIn.Answer(503, "{\"detail\":\"sign-in is unavailable\"}"));
    assertThat(whyNoToken(deskToken())).isEqualTo(Reason.UNAVAILABLE);
    SERVICES.rule(asked -> new StandIn.Answer(500, "{}"));
    assertThat(whyNoToken(deskToken())).isEqualTo(Reason.SERVICE_DOWN);
  }

  private static Reason whyNoToken(TokenSource source) {
    return FailureReasons.of(catchThrowable(source::token));
  }

  @Test
  void connectsToRedis() {
    assertThat(Stores.get().port("SPRING_DATA_REDIS_PORT")).isPositive();
    assertThat(redis.getConnectionFactory().getConnection().ping()).isEqualTo("PONG");
  }
}
