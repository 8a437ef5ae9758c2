package io.wabridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wabridge.model.Delivery;
import io.wabridge.model.Direction;
import io.wabridge.model.FailureScope;
import io.wabridge.model.Language;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import io.wabridge.model.Reason;
import io.wabridge.model.Secret;
import io.wabridge.model.Session;
import io.wabridge.model.connector.Capabilities.Feature;
import io.wabridge.model.connector.Checks;
import io.wabridge.model.connector.Connector;
import io.wabridge.model.connector.Connects;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.MediaUnavailable;
import io.wabridge.model.connector.OpensMedia;
import io.wabridge.model.connector.Probe;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.SignInRefused;
import io.wabridge.model.connector.SignsIn;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookRoute;
import io.wabridge.model.connector.WebhookUnreadable;
import io.wabridge.testkit.contract.MisbehavingServer.Answer;
import io.wabridge.testkit.contract.MisbehavingServer.Request;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of connectors of both sides. The connector's HTTP client must time out within a
 * second.
 */
abstract class ConnectorContract<C extends Connector> {

  private final MisbehavingServer server = new MisbehavingServer();
  private final SecretCanary.Tokens tokens = new SecretCanary.Tokens();
  private final Direction direction;

  ConnectorContract(Direction direction) {
    this.direction = direction;
  }

  /**
   * The connector under test. Its client may call loopback addresses and times out within a second.
   */
  protected abstract C connector();

  /**
   * All settings an administrator would enter, including the connected endpoint's id. Every address
   * is the server's, every secret comes from {@link #secret}.
   */
  protected abstract Settings settings(URI server);

  /** A request of the product with this body, signed with the settings' secrets. */
  protected abstract WebhookRequest signed(byte[] body, Settings settings);

  /**
   * The directory of realistic webhooks on the class path: a file for each situation, whose name
   * ends with "json" or "form".
   */
  protected abstract String fixtures();

  /** The product's answer to an accepted message, with status 200. */
  protected abstract String accepted();

  /** The session of a conversation that began before; null if the connector keeps none. */
  protected @Nullable Session session() {
    return null;
  }

  /** A file as a webhook of the product refers to it. */
  protected MediaRef.Remote file(URI server) {
    return new MediaRef.Remote(null, server + "/file", null, null);
  }

  /** The product's answer to a request for a file with the content "abc". */
  protected Answer opening(Request request) {
    return Answer.of(200, "abc");
  }

  /** The product's answer to a sign-in, with status 200. */
  protected String signedIn(Secret token) {
    return "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3600}"
        .formatted(token.reveal());
  }

  /** Whether the product has an id of its own for an endpoint. */
  protected boolean namesItsEndpoint() {
    return true;
  }

  /** Whether the product signs the bodies of its requests. */
  protected boolean signsBodies() {
    return true;
  }

  /** Whether a secret of the settings proves its requests; otherwise a public key does. */
  protected boolean sharesASecret() {
    return true;
  }

  /** Whether the product recognizes a message that is sent twice. */
  protected boolean sendingTwiceIsHarmless() {
    return false;
  }

  protected final Secret secret(String name) {
    return SecretCanary.secret(name);
  }

  abstract Delivery deliver(Message message, Context context);

  /** Decodes a part of a webhook. */
  abstract Object decode(String part) throws WebhookUnreadable;

  final MisbehavingServer server() {
    return server;
  }

  final Context context() {
    return context(server.url());
  }

  private Context context(URI url) {
    return new Context(settings(url), tokens, new Samples.Files(), session(), null, Language.EN);
  }

  final Message picture() {
    return Samples.picture(direction);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void infoIsComplete() {
    InfoContract.check(connector());
  }

  @Test
  void formAcceptsValidSettings() {
    var connector = connector();
    var settings = settings(server.url());
    InfoContract.allows(connector.info(), settings);
    assertThat(connector.problems(settings)).isEmpty();
    if (namesItsEndpoint()) {
      assertThat(connector.externalId(settings)).isNotBlank();
    }
  }

  @Test
  void routesMatchItsRequests() {
    assertThat(connector().routes())
        .isNotEmpty()
        .allSatisfy(route -> {
          assertThat(route.method()).isUpperCase();
          assertThat(route.path()).matches("|/[A-Za-z0-9/_-]+");
          if (route.proof() != null) {
            assertThat(route.proof().header()).isLowerCase();
          }
        });
    var request = genuine();
    assertThat(connector().routes()).anyMatch(route -> takes(route, request));
  }

  private static boolean takes(WebhookRoute route, WebhookRequest request) {
    var proof = route.proof();
    return route.method().equals(request.method())
        && route.path().equals(request.path())
        && request.body().length <= route.maxBytes()
        && (proof == null
            || Objects.requireNonNullElse(request.header(proof.header()), "")
                .matches(proof.pattern()));
  }

  @Test
  void acceptsASignedRequest() {
    var received = connector().receive(genuine(), settings(server.url()));
    assertThat(received).isInstanceOf(Ingress.Accepted.class);
    SecretCanary.notPrintedIn(received);
  }

  @Test
  void abuse01_rejectsAForgedRequest() {
    assumeTrue(signsBodies(), "a bearer token authenticates the request, not its body");
    var genuine = genuine();
    var forged = genuine.body().clone();
    forged[forged.length - 2] ^= 1;
    rejects(with(genuine, genuine.headers(), forged), settings(server.url()));
  }

  @Test
  void abuse01_rejectsARequestWithoutProof() {
    var genuine = genuine();
    rejects(with(genuine, Map.of(), genuine.body()), settings(server.url()));
  }

  @Test
  void abuse01_rejectsARequestSignedWithAnotherSecret() {
    assumeTrue(sharesASecret(), "signs with a private key");
    var settings = settings(server.url());
    var others =
        settings.secrets().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, each -> Secret.of(each.getValue().reveal() + "-other")));
    rejects(genuine(), Settings.of(settings.values(), others));
  }

  @Test
  void abuse01_rejectsEverythingWithoutASecret() {
    assumeTrue(sharesASecret(), "signs with a private key");
    rejects(genuine(), Settings.of(settings(server.url()).values(), Map.of()));
  }

  private void rejects(WebhookRequest request, Settings settings) {
    assertThat(connector().receive(request, settings))
        .isInstanceOfSatisfying(
            Ingress.Rejected.class, rejected -> assertThat(rejected.status()).isIn(401, 403, 404));
  }

  @Test
  void reportsUnreadableBodies() {
    var settings = settings(server.url());
    for (var body : List.of("", "nonsense", "[]", "{\"a\":")) {
      var request = signed(body.getBytes(StandardCharsets.UTF_8), settings);
      assertThat(connector().receive(request, settings))
          .as(body)
          .isNotInstanceOf(Ingress.Accepted.class);
    }
  }

  @TestFactory
  Stream<DynamicTest> decodesItsFixtures() throws Exception {
    return fixtureFiles().stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> reads(file)));
  }

  private void reads(Path file) throws Exception {
    var settings = settings(server.url());
    var request = signed(Files.readAllBytes(file), settings);
    var parts = connector().split(request);
    assertThat(parts).isNotEmpty();
    assertThat(connector().receive(request, settings))
        .isInstanceOfSatisfying(
            Ingress.Accepted.class,
            accepted -> {
              assertThat(accepted.parts()).isEqualTo(parts);
              assertThat(accepted.reply().status()).isBetween(200, 299);
            });
    for (var part : parts) {
      assertThat(part.idempotencyKey()).hasSizeBetween(1, 250);
      assertThat(part.conversationKey()).hasSizeBetween(1, 250);
      assertThat(decode(part.body())).isNotNull();
    }
    assertThat(parts.stream().map(WebhookPart::idempotencyKey)).doesNotHaveDuplicates();
  }

  private void sends() {
    assumeFalse(onlyFollows(), "sends nothing");
  }

  private boolean onlyFollows() {
    return connector().info().capabilities().has(Feature.READ_ONLY);
  }

  @Test
  void sendsNothingIfItOnlyFollows() {
    assumeTrue(onlyFollows(), "sends messages");
    assertThat(List.of(text(), deliver(picture(), context())))
        .allSatisfy(outcome ->
            assertThat(outcome)
                .isInstanceOfSatisfying(
                    Delivery.Refused.class,
                    refused -> assertThat(refused.reason()).isEqualTo(Reason.FOLLOWED_ONLY)));
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void reportsAcceptedMessages() {
    sends();
    server.answers(200, accepted());
    assertThat(text())
        .isInstanceOfSatisfying(
            Delivery.Accepted.class, accepted -> assertThat(accepted.id().value()).isNotBlank());
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void reportsRefusedMessages() {
    sends();
    server.answers(400, "{}");
    assertThat(text()).isInstanceOf(Delivery.Refused.class);
  }

  @Test
  void renewsARefusedTokenOnceAndKeepsTheMessage() {
    sends();
    server.answers(401, "{}");
    assertThat(text())
        .isInstanceOfSatisfying(
            Delivery.Refused.class,
            refused -> assertThat(refused.scope()).isEqualTo(FailureScope.CREDENTIAL));
    assertThat(tokens.renewals()).isLessThanOrEqualTo(1);
    assertThat(server.requests()).hasSize(1 + tokens.renewals());
  }

  @Test
  void defersRateLimitedMessagesByRetryAfter() {
    sends();
    server.behave(_ -> new Answer.Http(429, Map.of("Retry-After", "17"), "{}"));
    assertThat(text())
        .isInstanceOfSatisfying(
            Delivery.Deferred.class,
            deferred -> {
              assertThat(deferred.after()).isEqualTo(Duration.ofSeconds(17));
              assertThat(deferred.scope()).isNotEqualTo(FailureScope.MESSAGE);
            });
  }

  @Test
  void serverErrorIsNeitherAcceptedNorRefused() {
    sends();
    for (var status : new int[] {500, 502, 503, 504}) {
      server.answers(status, "<html>");
      assertThat(text())
          .as("status " + status)
          .isInstanceOfAny(Delivery.Uncertain.class, Delivery.Deferred.class);
    }
    server.answers(200, "<html>");
    assertThat(text()).isNotInstanceOf(Delivery.Refused.class);
  }

  @Test
  void sendWithoutAnswerIsUncertain() {
    sends();
    server.behave(_ -> new Answer.Silence());
    assertThat(text()).isInstanceOf(lost());
    server.behave(_ -> new Answer.Reset());
    assertThat(text()).isInstanceOf(lost());
  }

  private Class<? extends Delivery> lost() {
    return sendingTwiceIsHarmless() ? Delivery.Deferred.class : Delivery.Uncertain.class;
  }

  @Test
  void defersMessagesThatWereNotSent() throws IOException {
    sends();
    int free;
    try (var socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    var unreachable = URI.create("http://127.0.0.1:" + free);
    assertThat(deliver(Samples.text(direction), context(unreachable)))
        .isInstanceOfSatisfying(
            Delivery.Deferred.class,
            deferred -> assertThat(deferred.scope()).isEqualTo(FailureScope.ENDPOINT));
  }

  private Delivery text() {
    return withoutSecrets(deliver(Samples.text(direction), context()));
  }

  final Delivery withoutSecrets(Delivery delivery) {
    SecretCanary.notPrintedIn(delivery, context());
    return delivery;
  }

  @Test
  void opensAFile() throws Exception {
    assumeTrue(connector() instanceof OpensMedia, "opens no files");
    server.behave(this::opening);
    try (var opened = ((OpensMedia) connector()).open(file(server.url()), context())) {
      assertThat(new String(opened.stream().readAllBytes())).isEqualTo("abc");
    }
  }

  @Test
  void missingFileIsUnavailable() {
    assumeTrue(connector() instanceof OpensMedia, "opens no files");
    server.answers(404, "{}");
    assertThatThrownBy(() -> ((OpensMedia) connector()).open(file(server.url()), context()))
        .isInstanceOf(MediaUnavailable.class)
        .satisfies(SecretCanary::notPrintedIn);
  }

  @Test
  void fileErrorsAreRetryable() {
    assumeTrue(connector() instanceof OpensMedia, "opens no files");
    for (var answer : List.of(Answer.of(503, ""), new Answer.Silence(), new Answer.Reset())) {
      server.behave(_ -> answer);
      assertThatThrownBy(() -> ((OpensMedia) connector()).open(file(server.url()), context()))
          .as(answer.toString())
          .isInstanceOf(IOException.class)
          .satisfies(SecretCanary::notPrintedIn);
    }
  }

  @Test
  void abuse13_truncatedFileIsAnError() throws Exception {
    assumeTrue(connector() instanceof OpensMedia, "opens no files");
    server.behave(request ->
        opening(request) instanceof Answer.Http http && http.body().equals("abc")
            ? new Answer.HalfABody()
            : opening(request));
    try (var opened = ((OpensMedia) connector()).open(file(server.url()), context())) {
      assertThatThrownBy(() -> opened.stream().readAllBytes()).isInstanceOf(IOException.class);
    }
  }

  @Test
  void signsIn() throws Exception {
    assumeTrue(connector() instanceof SignsIn, "does not sign in");
    server.answers(200, signedIn(secret("token")));
    var issued = ((SignsIn) connector()).signIn(settings(server.url()));
    assertThat(issued.token()).isEqualTo(secret("token"));
    assertThat(issued.expiresIn()).isBetween(Duration.ofSeconds(1), Duration.ofDays(2));
    SecretCanary.notPrintedIn(issued);
  }

  @Test
  void distinguishesRefusedCredentialsFromServerErrors() {
    assumeTrue(connector() instanceof SignsIn, "does not sign in");
    var signsIn = (SignsIn) connector();
    server.answers(401, "{}");
    assertThatThrownBy(() -> signsIn.signIn(settings(server.url())))
        .isInstanceOf(SignInRefused.class)
        .satisfies(SecretCanary::notPrintedIn);
    for (var answer : List.of(Answer.of(503, ""), new Answer.Silence(), new Answer.Reset())) {
      server.behave(_ -> answer);
      assertThatThrownBy(() -> signsIn.signIn(settings(server.url())))
          .isInstanceOf(IOException.class)
          .satisfies(SecretCanary::notPrintedIn);
    }
  }

  @Test
  void checkReportsErrorsAsProbes() {
    assumeTrue(connector() instanceof Checks, "checks nothing");
    for (var answer : List.of(Answer.of(401, "{}"), Answer.of(500, ""), new Answer.Reset())) {
      server.behave(_ -> answer);
      explains(((Checks) connector()).check(context()));
    }
  }

  @Test
  void connectReportsErrorsAsProbes() {
    assumeTrue(connector() instanceof Connects, "connects nothing");
    for (var answer : List.of(Answer.of(403, "{}"), Answer.of(500, ""), new Answer.Reset())) {
      server.behave(_ -> answer);
      var connected =
          ((Connects) connector())
              .connect(URI.create("https://bridge.example.test/w/1"), "Shop", context());
      assertThat(connected.working()).isFalse();
      assertThat(connected.learned()).isEmpty();
      explains(connected.probes());
    }
  }

  private static void explains(List<Probe> probes) {
    assertThat(probes)
        .anyMatch(probe -> !probe.ok())
        .allSatisfy(probe -> {
          assertThat(probe.check()).isNotBlank();
          assertThat(probe.found()).isNotBlank();
          assertThat(probe.ok() || probe.remedy() != null).isTrue();
        });
    SecretCanary.notPrintedIn(probes);
  }

  private WebhookRequest genuine() {
    try {
      return signed(Files.readAllBytes(fixtureFiles().getFirst()), settings(server.url()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static WebhookRequest with(
      WebhookRequest request, Map<String, String> headers, byte[] body) {
    return new WebhookRequest(
        request.method(), request.url(), request.path(), request.query(), headers, body);
  }

  private List<Path> fixtureFiles() throws IOException {
    var folder = Objects.requireNonNull(getClass().getResource(fixtures()), fixtures());
    try (var files = Files.list(Path.of(folder.getPath()))) {
      return files.filter(file -> file.toString().matches(".*\\.(json|form)")).sorted().toList();
    }
  }
}
