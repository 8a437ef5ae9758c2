package io.wabridge.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.gateway.ApiGatewayApplication;
import io.wabridge.kit.Services;
import io.wabridge.testkit.StandIn;
import io.wabridge.testkit.StandIn.Answer;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Signs people in at a real issuer of OpenID Connect, and at a stand-in of OAuth 2.0 without id
 * tokens, through a gateway with these settings and the running auth-service.
 */
@ExtendWith(RunningBridge.class)
class IssuerSignInTests {

  private static final String INVITED = "invited-" + UUID.randomUUID() + "@example.org";
  private static final String STRANGER = "stranger-" + UUID.randomUUID() + "@example.org";
  private static final String UNVERIFIED = "unverified-" + UUID.randomUUID() + "@example.org";
  private static final String LOCAL = "local-" + UUID.randomUUID() + "@example.org";

  private static final AtomicReference<String> CHALLENGE = new AtomicReference<>("");
  private static final AtomicReference<String> CLIENT_OF_TOKEN =
      new AtomicReference<>("desk-client");
  private static final String SUBJECT = UUID.randomUUID().toString();

  private static Issuer issuer;
  private static StandIn desk;
  private static ConfigurableApplicationContext gateway;
  private static String url;
  private static Http installation;
  private static String tenant;

  @BeforeAll
  static void begin() throws Exception {
    var addresses = RunningBridge.addresses();
    installation = new Http(addresses.gateway(), addresses.adminToken());
    tenant =
        installation
            .post("/api/v1/tenants", Map.of("name", "Issuer " + UUID.randomUUID()))
            .path("id")
            .asString();
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    url = "http://127.0.0.1:" + port;
    issuer = Issuer.start(url + "/sign-in/company/callback");
    desk = StandIn.answering(IssuerSignInTests::desk);
    gateway =
        Services.run(
            ApiGatewayApplication.class,
            "api-gateway",
            "--server.port=" + port,
            "--bridge.public-url=" + url,
            "--bridge.gateway.metrics-port=0",
            "--bridge.sign-in.providers[0].id=company",
            "--bridge.sign-in.providers[0].label=Company",
            "--bridge.sign-in.providers[0].issuer=" + issuer.url(),
            "--bridge.sign-in.providers[0].client-id=wabridge",
            "--bridge.sign-in.providers[0].client-secret=client-secret",
            "--bridge.sign-in.providers[1].id=desk",
            "--bridge.sign-in.providers[1].label=Desk",
            "--bridge.sign-in.providers[1].client-id=desk-client",
            "--bridge.sign-in.providers[1].scopes=users:readonly",
            "--bridge.sign-in.providers[1].authorization-url=" + desk.url() + "/oauth/authorize",
            "--bridge.sign-in.providers[1].token-url=" + desk.url() + "/oauth/token",
            "--bridge.sign-in.providers[1].user-url="
                + desk.url()
                + "/users/me?expand=organization",
            "--bridge.sign-in.providers[1].verifies-email=true",
            "--bridge.sign-in.providers[1].token-url-of-client=" + desk.url() + "/tokens/me",
            "--bridge.sign-in.providers[1].token-client-claim=OAuthClient.id",
            "--bridge.sign-in.providers[1].tenant-claim=organization.id",
            "--bridge.sign-in.providers[1].tenants.org-1=" + tenant,
            "--bridge.sign-in.providers[1].role-claim=groups",
            "--bridge.sign-in.providers[1].roles.leads=coordinator",
            "--bridge.sign-in.providers[1].default-role=agent");
  }

  @AfterAll
  static void end() {
    Stream.of(gateway, issuer, desk).filter(Objects::nonNull).forEach(IssuerSignInTests::close);
  }

  private static void close(AutoCloseable one) {
    try {
      one.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Checks what the real one checks: the verifier of the challenge, and no client secret. */
  private static Answer desk(StandIn.RecordedRequest asked) throws Exception {
    if (asked.path().equals("/oauth/token")) {
      var verifier = asked.body().replaceAll(".*code_verifier=([^&]*).*", "$1");
      var hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      var right =
          Base64.getUrlEncoder().withoutPadding().encodeToString(hash).equals(CHALLENGE.get());
      return right && asked.body().contains("client_id=desk-client")
          ? Answer.ok("{\"access_token\":\"t\",\"token_type\":\"bearer\",\"expires_in\":60}")
          : new Answer(400, "{\"error\":\"invalid_grant\"}");
    }
    if (asked.path().startsWith("/tokens/me")) {
      return Answer.ok("{\"OAuthClient\":{\"id\":\"" + CLIENT_OF_TOKEN.get() + "\"}}");
    }
    return Answer.ok(
        """
        {"id":"%s","name":"Ana at the desk","email":"ana-%s@example.org",
         "organization":{"id":"org-1"},"groups":["staff","leads"]}
        """
            .formatted(SUBJECT, SUBJECT));
  }

  private static Browser signInAt(String email, String landing) throws Exception {
    var browser = new Browser(url);
    var begun = location(browser.get("/sign-in/company"));
    assertThat(begun)
        .startsWith(issuer.url())
        .contains("code_challenge_method=S256", "state=", "nonce=");
    assertThat(location(browser.get(atIssuer(begun, email).substring(url.length()))))
        .isEqualTo(landing);
    return browser;
  }

  private static String atIssuer(String address, String email) throws Exception {
    var answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(address))
                    .header("X-Person", email)
                    .header("Accept", "text/html")
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    var back = answer.headers().firstValue("Location").orElseThrow();
    assertThat(back).startsWith(url + "/sign-in/company/callback?code=");
    return back;
  }

  private static String location(Browser.Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(302);
    return answer.response().headers().firstValue("Location").orElseThrow();
  }

  private static void invite(String email, String role) {
    installation.post(
        "/api/v1/tenants/" + tenant + "/invitations", Map.of("email", email, "role", role));
  }

  @Test
  void anInvitedPersonSignsInAndComesBackAsTheSame() throws Exception {
    invite(INVITED, "coordinator");

    var first = signInAt(INVITED, "/#/").get("/api/v1/session").body().path("person");
    assertThat(first.path("email").asString()).isEqualTo(INVITED);
    assertThat(first.path("roles").path(tenant).asString()).isEqualTo("coordinator");
    assertThat(first.path("hasPassword").asBoolean()).isFalse();

    var again = signInAt(INVITED, "/#/");
    assertThat(again.get("/api/v1/session").body().path("person").path("id"))
        .isEqualTo(first.path("id"));
    assertThat(again.get("/api/v1/tenants/" + tenant + "/conversations").status()).isEqualTo(200);
  }

  @Test
  void aStrangerAndAnUnverifiedAddressAreNotLetIn() throws Exception {
    invite(UNVERIFIED, "admin");

    for (var email : List.of(STRANGER, UNVERIFIED)) {
      assertThat(
              signInAt(email, "/#/sign-in/no-account").get("/api/v1/session").body().has("person"))
          .as(email)
          .isFalse();
    }
  }

  @Test
  void anAccountWithAPasswordIsNotTakenOver() throws Exception {
    var link =
        installation
            .post(
                "/api/v1/tenants/" + tenant + "/invitations",
                Map.of("email", LOCAL, "role", "admin"))
            .path("code")
            .asString();
    new Browser(url)
        .post(
            "/api/v1/session/link",
            Map.of("link", link, "name", "L", "password", "correct horse battery"));

    assertThat(signInAt(LOCAL, "/#/sign-in/no-account").get("/api/v1/session").body().has("person"))
        .isFalse();
  }

  @Test
  void abuse21_anUnaskedAnswerSignsNoPersonIn() throws Exception {
    var victim = new Browser(url);
    var begunByTheThief = location(new Browser(url).get("/sign-in/company"));
    var callback = atIssuer(begunByTheThief, STRANGER).substring(url.length());

    assertThat(location(victim.get(callback))).isEqualTo("/#/sign-in/failed");
    assertThat(victim.get("/api/v1/session").body().has("person")).isFalse();
    assertThat(location(new Browser(url).get("/sign-in/company/callback?code=x&state=y")))
        .isEqualTo("/#/sign-in/failed");
  }

  @Test
  void aCallerDoesNotChooseWhereTheIssuerSendsThePerson() {
    var browser =
        new Browser(url)
            .with("X-Forwarded-Host", "evil.example")
            .with("Forwarded", "host=evil.example");
    assertThat(location(browser.get("/sign-in/company?redirect_uri=https://evil.example")))
        .doesNotContain("evil");
  }

  @Test
  void anIssuerWithoutIdTokensMapsItsPeopleToTenantAndRole() {
    CLIENT_OF_TOKEN.set("desk-client");
    var browser = new Browser(url);

    assertThat(atDesk(browser)).isEqualTo("/#/");
    var person = browser.get("/api/v1/session").body().path("person");
    assertThat(person.path("name").asString()).isEqualTo("Ana at the desk");
    assertThat(person.path("roles").path(tenant).asString()).isEqualTo("coordinator");
  }

  @Test
  void abuse21_aTokenOfAnotherClientSignsNoPersonIn() {
    CLIENT_OF_TOKEN.set("another-client");
    var browser = new Browser(url);

    assertThat(atDesk(browser)).isEqualTo("/#/sign-in/failed");
    assertThat(browser.get("/api/v1/session").body().has("person")).isFalse();
  }

  private static String atDesk(Browser browser) {
    var begun = location(browser.get("/sign-in/desk"));
    assertThat(begun).startsWith(desk.url() + "/oauth/authorize").contains("client_id=desk-client");
    CHALLENGE.set(begun.replaceAll(".*code_challenge=([^&]*).*", "$1"));
    var state = begun.replaceAll(".*[?&]state=([^&]*).*", "$1");
    return location(browser.get("/sign-in/desk/callback?code=c&state=" + state));
  }
}
