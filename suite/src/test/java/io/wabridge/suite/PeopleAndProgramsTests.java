package io.wabridge.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** People and programs at the running bridge: sign-in, sessions, roles, links, keys, audit log. */
@ExtendWith(RunningBridge.class)
class PeopleAndProgramsTests {

  private static final String PASSWORD = "correct horse battery";

  private static String gateway;
  private static Http installation;
  private static String tenant;
  private static String otherTenant;

  @BeforeAll
  static void begin() throws Exception {
    earlierAttemptsAreOver();
    var addresses = RunningBridge.addresses();
    gateway = addresses.gateway();
    installation = new Http(gateway, addresses.adminToken());
    tenant = newTenant();
    otherTenant = newTenant();
  }

  /** All tests call from one address; a second run soon after the first would find it locked. */
  private static void earlierAttemptsAreOver() throws Exception {
    var env = System.getenv();
    try (var database =
            DriverManager.getConnection(
                env.get("SPRING_DATASOURCE_URL"),
                env.get("SPRING_DATASOURCE_USERNAME"),
                env.get("SPRING_DATASOURCE_PASSWORD"));
        var statement = database.createStatement()) {
      statement.executeUpdate("delete from auth.attempts");
    }
  }

  private static String newTenant() {
    return installation
        .post("/api/v1/tenants", Map.of("name", "Access " + UUID.randomUUID()))
        .path("id")
        .asString();
  }

  private record Account(String email, Browser browser, JsonNode person) {}

  private static Browser browser() {
    return new Browser(gateway);
  }

  private static String email() {
    return UUID.randomUUID() + "@example.org";
  }

  private static String code(JsonNode link) {
    return link.path("code").asString();
  }

  private static Account operator() {
    var link = code(installation.post("/api/v1/operator-codes", Map.of()));
    return opened(link, email());
  }

  private static Account member(String at, String role) {
    var email = email();
    var link =
        installation.post(
            "/api/v1/tenants/" + at + "/invitations", Map.of("email", email, "role", role));
    return opened(code(link), email);
  }

  private static Account opened(String link, String email) {
    var browser = browser();
    var answer =
        browser.post(
            "/api/v1/session/link",
            Map.of("link", link, "email", email, "name", "Ana", "password", PASSWORD));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return new Account(email, browser, answer.body().path("person"));
  }

  // --- first operator and links ---

  @Test
  void aCodeMakesOneOperatorOnce() {
    var link = code(installation.post("/api/v1/operator-codes", Map.of()));

    var first = opened(link, email());
    assertThat(first.person().path("operator").asBoolean()).isTrue();
    assertThat(first.browser().get("/api/v1/overview").status()).isEqualTo(200);

    var second =
        browser()
            .post(
                "/api/v1/session/link",
                Map.of("link", link, "email", email(), "name", "B", "password", PASSWORD));
    assertThat(second.status()).isEqualTo(410);
    assertThat(second.code()).isEqualTo("link-gone");
  }

  @Test
  void aNewCodeReplacesTheOneBefore() {
    var old = code(installation.post("/api/v1/operator-codes", Map.of()));
    installation.post("/api/v1/operator-codes", Map.of());

    assertThat(browser().post("/api/v1/session/link/look", Map.of("link", old)).status())
        .isEqualTo(410);
  }

  @Test
  void anInvitationSaysWhereToAndGivesItsRoleOnly() {
    var email = email();
    var link =
        code(
            installation.post(
                "/api/v1/tenants/" + tenant + "/invitations",
                Map.of("email", email, "role", "coordinator")));
    var seen = browser().post("/api/v1/session/link/look", Map.of("link", link)).body();
    assertThat(seen.path("email").asString()).isEqualTo(email);
    assertThat(seen.path("tenant").asString()).startsWith("Access ");
    assertThat(seen.path("exists").asBoolean()).isFalse();

    // the address and the role of the link count, not what the person writes
    var browser = browser();
    var answer =
        browser.post(
            "/api/v1/session/link",
            Map.of(
                "link",
                link,
                "email",
                "other@example.org",
                "name",
                "Ana",
                "password",
                PASSWORD,
                "role",
                "admin",
                "operator",
                true));
    var person = answer.body().path("person");
    assertThat(person.path("email").asString()).isEqualTo(email);
    assertThat(person.path("operator").asBoolean()).isFalse();
    assertThat(person.path("roles").path(tenant).asString()).isEqualTo("coordinator");
  }

  /** Otherwise an admin could become any person by inviting that address. */
  @Test
  void anInvitationToAnExistingAccountNeedsItsPassword() {
    var known = member(tenant, "agent");
    var link =
        code(
            installation.post(
                "/api/v1/tenants/" + otherTenant + "/invitations",
                Map.of("email", known.email(), "role", "admin")));

    var thief =
        browser()
            .post(
                "/api/v1/session/link",
                Map.of("link", link, "name", "X", "password", "another password"));
    assertThat(thief.status()).isEqualTo(401);
    assertThat(
            browser()
                .post("/api/v1/session/link", Map.of("link", link, "password", PASSWORD))
                .body()
                .path("person")
                .path("roles")
                .path(otherTenant)
                .asString())
        .isEqualTo("admin");
  }

  @Test
  void anAdminInvitesAndAResetLinkEndsAllSessions() {
    var admin = member(tenant, "admin");
    var agent = member(tenant, "agent");
    var id = agent.person().path("id").asString();

    var link =
        admin.browser().post(people(id) + "/reset-link", Map.of("withoutSecondFactor", false));
    assertThat(link.status()).as(link.body().toString()).isEqualTo(200);
    var reset =
        browser()
            .post(
                "/api/v1/session/link",
                Map.of("link", code(link.body()), "password", "a new long password"));
    assertThat(reset.status()).isEqualTo(200);
    assertThat(reset.body().has("person")).isFalse();

    assertThat(agent.browser().get("/api/v1/account").status()).isEqualTo(401);
    assertThat(browser().signIn(agent.email(), PASSWORD).status()).isEqualTo(401);
    assertThat(browser().signIn(agent.email(), "a new long password").status()).isEqualTo(200);
  }

  /** A way into another tenant, or to an operator's rights. */
  @Test
  void anAdminMakesNoResetLinkForAPersonWithOtherRights() {
    var admin = member(tenant, "admin");
    var both = member(tenant, "agent");
    var link =
        code(
            installation.post(
                "/api/v1/tenants/" + otherTenant + "/invitations",
                Map.of("email", both.email(), "role", "admin")));
    both.browser().post("/api/v1/session/link", Map.of("link", link, "password", PASSWORD));

    assertThat(
            admin
                .browser()
                .post(
                    people(both.person().path("id").asString()) + "/reset-link",
                    Map.of("withoutSecondFactor", false))
                .status())
        .isEqualTo(409);
  }

  @Test
  void aTenantKeepsAnAdmin() {
    var alone = newTenant();
    var admin = member(alone, "admin");
    var id = admin.person().path("id").asString();

    var path = "/api/v1/tenants/" + alone + "/people/" + id;
    assertThat(admin.browser().send("PATCH", path, Map.of("role", "agent")).status())
        .isEqualTo(409);
    assertThat(admin.browser().send("DELETE", path, null).status()).isEqualTo(409);
  }

  // --- sign-in ---

  @Test
  void abuse23_answersAreEqualForUnknownAndKnownPeople() {
    var known = member(tenant, "agent");
    var unknown = email();

    var wrong = browser().signIn(known.email(), "not the password");
    var missing = browser().signIn(unknown, "not the password");
    assertThat(wrong.status()).isEqualTo(missing.status()).isEqualTo(401);
    assertThat(wrong.body()).isEqualTo(missing.body());
    assertThat(wrong.response().headers().map().keySet())
        .isEqualTo(missing.response().headers().map().keySet());

    var ofKnown = new ArrayList<Long>();
    var ofUnknown = new ArrayList<Long>();
    for (var i = 0; i < 3; i++) {
      ofKnown.add(nanos(known.email()));
      ofUnknown.add(nanos(unknown));
    }
    var shortest = ofUnknown.stream().mapToLong(one -> one).min().orElseThrow();
    assertThat(shortest)
        .as("an unknown person costs a password check, too")
        .isGreaterThan(ofKnown.stream().mapToLong(one -> one).min().orElseThrow() / 3);
  }

  private static long nanos(String email) {
    var from = System.nanoTime();
    browser().signIn(email, "not the password");
    return System.nanoTime() - from;
  }

  @Test
  void abuse23_guessingIsLockedForPresentAndMissingAccountsAlike() {
    var known = member(tenant, "agent");
    for (var email : List.of(known.email(), email())) {
      for (var i = 0; i < 5; i++) {
        assertThat(browser().signIn(email, "guess number " + i).status()).isEqualTo(401);
      }
      var locked = browser().signIn(email, PASSWORD);
      assertThat(locked.status()).isEqualTo(429);
      assertThat(locked.code()).isEqualTo("locked");
      assertThat(locked.response().headers().firstValue("Retry-After")).isPresent();
    }
    assertThat(known.browser().get("/api/v1/account").status())
        .as("who is signed in stays")
        .isEqualTo(200);
  }

  @Test
  void aSecondFactorIsAskedForAndEachCodeCountsOnce() throws Exception {
    var agent = member(tenant, "agent");
    var begun = agent.browser().post("/api/v1/account/second-factor", null).body();
    assertThat(begun.path("uri").asString()).startsWith("otpauth://totp/Wabridge:");
    var secret = base32(begun.path("secret").asString());
    assertThat(browser().signIn(agent.email(), PASSWORD).status())
        .as("it counts after it was confirmed")
        .isEqualTo(200);
    var step = System.currentTimeMillis() / 30_000;
    var confirmed =
        agent
            .browser()
            .post("/api/v1/account/second-factor/confirm", Map.of("code", totp(secret, step)));
    assertThat(confirmed.status()).as(confirmed.body().toString()).isEqualTo(200);
    var recovery = confirmed.body().path("recoveryCodes").get(0).asString();

    var without = browser().signIn(agent.email(), PASSWORD);
    assertThat(without.status()).isEqualTo(401);
    assertThat(without.code()).isEqualTo("code-required");
    assertThat(browser().signIn(agent.email(), PASSWORD, totp(secret, step)).code())
        .as("the code was used")
        .isEqualTo("wrong-code");
    assertThat(browser().signIn(agent.email(), PASSWORD, totp(secret, step + 1)).status())
        .isEqualTo(200);
    assertThat(browser().signIn(agent.email(), PASSWORD, recovery).status()).isEqualTo(200);
    assertThat(browser().signIn(agent.email(), PASSWORD, recovery).code()).isEqualTo("wrong-code");
  }

  // --- sessions ---

  @Test
  void abuse22_aStolenCookieIsWorthNothingAfterTheSignOut() {
    var person = member(tenant, "agent");
    var thief = person.browser().stolen();
    assertThat(thief.get("/api/v1/account").status()).isEqualTo(200);

    assertThat(person.browser().send("DELETE", "/api/v1/session", null).status()).isEqualTo(200);

    assertThat(thief.get("/api/v1/account").status()).isEqualTo(401);
    assertThat(thief.get("/api/v1/session").body().has("person")).isFalse();
  }

  @Test
  void abuse22_aChangeNeedsTheCsrfToken() {
    var person = member(tenant, "agent");
    var other = member(tenant, "agent");

    var without =
        person
            .browser()
            .stolen()
            .withoutCsrf()
            .send("PATCH", "/api/v1/account", Map.of("name", "X"));
    assertThat(without.status()).isEqualTo(403);
    assertThat(without.code()).isEqualTo("csrf");
    var ofAnother =
        person
            .browser()
            .stolen()
            .withoutCsrf()
            .with(
                "X-CSRF-Token",
                other.browser().get("/api/v1/session").body().path("csrf").asString());
    assertThat(ofAnother.send("PATCH", "/api/v1/account", Map.of("name", "X")).status())
        .isEqualTo(403);
    assertThat(person.browser().get("/api/v1/account").body().path("name").asString())
        .isEqualTo("Ana");
    assertThat(person.browser().send("PATCH", "/api/v1/account", Map.of("name", "Bea")).status())
        .isEqualTo(200);
    assertThat(
            person
                .browser()
                .stolen()
                .withoutCsrf()
                .send("DELETE", "/api/v1/session", null)
                .status())
        .isEqualTo(403);
  }

  @Test
  void abuse22_anotherSiteSignsNoPersonIn() {
    var person = member(tenant, "agent");
    var body = Map.of("email", person.email(), "password", PASSWORD);

    assertThat(
            browser().with("Sec-Fetch-Site", "cross-site").post("/api/v1/session", body).status())
        .isEqualTo(403);
    assertThat(
            browser()
                .with("Content-Type", "text/plain")
                .send("POST", "/api/v1/session", null)
                .status())
        .isEqualTo(403);
    assertThat(
            browser().with("Sec-Fetch-Site", "same-origin").post("/api/v1/session", body).status())
        .isEqualTo(200);
  }

  @Test
  void abuse22_theCookieChangesAtTheSignInAndIsOutOfReachOfScripts() {
    var person = member(tenant, "agent");
    var before = Map.copyOf(person.browser().cookies());
    var given = person.browser().signIn(person.email(), PASSWORD);

    assertThat(person.browser().cookies()).isNotEqualTo(before);
    assertThat(given.response().headers().allValues("Set-Cookie"))
        .anySatisfy(cookie ->
            assertThat(cookie)
                .startsWith("wabridge=")
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Domain"));
    var fixed = browser();
    fixed.cookies().put("wabridge", "Y2hvc2VuLWJ5LWFuLWF0dGFja2Vy");
    fixed.signIn(person.email(), PASSWORD);
    assertThat(fixed.cookies().get("wabridge")).isNotEqualTo("Y2hvc2VuLWJ5LWFuLWF0dGFja2Vy");
  }

  @Test
  void sessionsAreListedAndEnded() {
    var admin = member(tenant, "admin");
    var agent = member(tenant, "agent");
    var second = browser();
    second.signIn(agent.email(), PASSWORD);

    var sessions = agent.browser().get("/api/v1/account/sessions").body().path("items");
    assertThat(sessions).hasSize(2);
    assertThat(sessions.valueStream().filter(one -> one.path("current").asBoolean())).hasSize(1);
    assertThat(
            agent
                .browser()
                .send("DELETE", "/api/v1/account/sessions", null)
                .body()
                .path("ended")
                .asInt())
        .isEqualTo(1);
    assertThat(second.get("/api/v1/account").status()).isEqualTo(401);
    assertThat(agent.browser().get("/api/v1/account").status()).isEqualTo(200);

    var path = people(agent.person().path("id").asString()) + "/sessions";
    assertThat(admin.browser().send("DELETE", path, null).status()).isEqualTo(200);
    assertThat(agent.browser().get("/api/v1/account").status()).isEqualTo(401);
  }

  @Test
  void aNewPasswordEndsTheOtherSessions() {
    var person = member(tenant, "agent");
    var second = browser();
    second.signIn(person.email(), PASSWORD);

    assertThat(
            person
                .browser()
                .send(
                    "PUT",
                    "/api/v1/account/password",
                    Map.of("current", "wrong", "password", "a new long password"))
                .status())
        .isEqualTo(409);
    assertThat(
            person
                .browser()
                .send(
                    "PUT",
                    "/api/v1/account/password",
                    Map.of("current", PASSWORD, "password", "a new long password"))
                .status())
        .isEqualTo(200);
    assertThat(second.get("/api/v1/account").status()).isEqualTo(401);
    assertThat(person.browser().get("/api/v1/account").status()).isEqualTo(200);
  }

  // --- roles ---

  @Test
  void abuse16_anotherTenantIsLikeAnAbsentOne() {
    var admin = member(tenant, "admin").browser();
    for (var path :
        List.of("", "/people", "/api-keys", "/channels", "/parked", "/audit", "/overview")) {
      var foreign = admin.get("/api/v1/tenants/" + otherTenant + path);
      var absent = admin.get("/api/v1/tenants/" + UUID.randomUUID() + path);
      assertThat(foreign.status()).as(path).isEqualTo(404);
      assertThat(foreign.response().body()).isEqualTo(absent.response().body());
      assertThat(admin.get("/api/v1/tenants/" + tenant + path).status()).as(path).isEqualTo(200);
    }
  }

  @Test
  void abuse17_aPersonDoesNothingAboveItsRole() {
    var agent = member(tenant, "agent").browser();
    var admin = member(tenant, "admin").browser();
    var own = "/api/v1/tenants/" + tenant;

    for (var path :
        List.of(own + "/people", own + "/api-keys", own + "/conversations", "/api/v1/overview")) {
      assertThat(agent.get(path).status()).as(path).isEqualTo(403);
    }
    for (var path :
        List.of("/api/v1/overview", "/api/v1/people", "/api/v1/tenants", "/api/v1/audit")) {
      assertThat(admin.get(path).status()).as(path).isEqualTo(403);
    }
    assertThat(admin.post("/api/v1/operator-codes", null).status()).isEqualTo(403);
    assertThat(
            admin.post(own + "/invitations", Map.of("email", email(), "role", "operator")).status())
        .isEqualTo(400);
    assertThat(admin.get(own + "/audit").body().toString())
        .contains("access.refused", "GET " + own + "/people");
  }

  @Test
  void whatChangesATenantIsInItsAuditLog() {
    var admin = member(tenant, "admin");
    var path = "/api/v1/tenants/" + tenant;

    var created =
        admin
            .browser()
            .post(
                path + "/webhooks", Map.of("url", "https://127.0.0.1:9/none", "types", List.of()));
    var refused = admin.browser().post(path + "/parked/replay", Map.of());

    assertThat(created.status()).as(created.body().toString()).isLessThan(500);
    assertThat(refused.status()).isEqualTo(400);
    var log = admin.browser().get(path + "/audit").body().toString();
    assertThat(log)
        .contains("webhook.created", "parked.replayed", "parked.replayed.refused", "status 400")
        .contains(admin.email());
    var lines = admin.browser().get(path + "/audit/export").response();
    assertThat(lines.statusCode()).isEqualTo(200);
    assertThat(lines.body()).contains("\"action\":\"webhook.created\"", "\"hash\":");
    assertThat(
            operator()
                .browser()
                .get("/api/v1/audit/verification")
                .body()
                .path("intact")
                .asBoolean())
        .isTrue();
  }

  @Test
  void abuse32_anOperatorRevealsAMessageForAReasonThatTheTenantSees() {
    var operator = operator().browser();
    var path = "/api/v1/tenants/" + tenant + "/messages/" + UUID.randomUUID() + "/reveal";

    assertThat(operator.post(path, Map.of("reason", "")).status()).isEqualTo(400);
    var absent = operator.post(path, Map.of("reason", "case 4711"));

    assertThat(absent.status()).isEqualTo(404);
    assertThat(member(tenant, "admin").browser().post(path, Map.of("reason", "x")).status())
        .isEqualTo(403);
    assertThat(
            member(tenant, "admin")
                .browser()
                .get("/api/v1/tenants/" + tenant + "/audit")
                .body()
                .toString())
        .contains("message.revealed", "case 4711");
  }

  @Test
  void anOperatorReadsNoContents() {
    var operator = operator().browser();
    var conversation = "/api/v1/tenants/" + tenant + "/conversations/" + UUID.randomUUID();

    assertThat(operator.get(conversation + "/messages").status()).isEqualTo(403);
    assertThat(operator.get(conversation + "/transcript").status()).isEqualTo(403);
    assertThat(operator.get(conversation).status()).isEqualTo(404);
  }

  @Test
  void aLockedAccountIsOutAtOnce() {
    var operator = operator();
    var agent = member(tenant, "agent");
    var path = "/api/v1/people/" + agent.person().path("id").asString();

    assertThat(operator.browser().send("PATCH", path, Map.of("active", false)).status())
        .isEqualTo(200);
    assertThat(agent.browser().get("/api/v1/account").status()).isEqualTo(401);
    assertThat(browser().signIn(agent.email(), PASSWORD).code()).isEqualTo("wrong-credentials");
    assertThat(
            operator.browser().send("PATCH", path, Map.of("active", false, "role", "x")).status())
        .as("an unknown field")
        .isEqualTo(400);
  }

  // --- keys ---

  @Test
  void aKeyDoesWhatItsScopesSayAndIsShownOnce() {
    var admin = member(tenant, "admin").browser();
    var keys = "/api/v1/tenants/" + tenant + "/api-keys";
    var made =
        admin.post(keys, Map.of("name", "report", "scopes", List.of("conversations:read"))).body();
    var program = browser().with("Authorization", "Bearer " + made.path("key").asString());

    assertThat(program.get("/api/v1/tenants/" + tenant + "/conversations").status()).isEqualTo(200);
    assertThat(program.get("/api/v1/tenants/" + tenant + "/channels").status()).isEqualTo(403);
    assertThat(program.get("/api/v1/tenants/" + otherTenant + "/conversations").status())
        .isEqualTo(404);
    assertThat(program.get("/api/v1/overview").status()).isEqualTo(403);
    assertThat(program.get(keys).status()).isEqualTo(403);
    var listed = admin.get(keys).body().toString();
    assertThat(listed)
        .contains("report", "lastUsedAt")
        .doesNotContain(made.path("key").asString().substring(41));

    var altered = made.path("key").asString().replaceAll(".$", "!");
    assertThat(browser().with("Authorization", "Bearer " + altered).get(keys).status())
        .isEqualTo(401);
    assertThat(
            admin
                .stolen()
                .with("Authorization", "Bearer " + altered)
                .get("/api/v1/account")
                .status())
        .as("a wrong key next to a good cookie")
        .isEqualTo(401);
  }

  @Test
  void aKeyIsRotatedWithOverlapAndRevokedAtOnce() {
    var admin = member(tenant, "admin").browser();
    var keys = "/api/v1/tenants/" + tenant + "/api-keys";
    var made = admin.post(keys, Map.of("name", "r", "scopes", List.of("config:read"))).body();
    var id = made.path("id").asString();
    var use = "/api/v1/tenants/" + tenant + "/channels";
    var old = browser().with("Authorization", "Bearer " + made.path("key").asString());

    var rotated = admin.post(keys + "/" + id + "/rotate", Map.of("overlapHours", 1)).body();
    var fresh = browser().with("Authorization", "Bearer " + rotated.path("key").asString());
    assertThat(old.get(use).status()).isEqualTo(200);
    assertThat(fresh.get(use).status()).isEqualTo(200);

    var again = admin.post(keys + "/" + id + "/rotate", Map.of("overlapHours", 0)).body();
    var last = browser().with("Authorization", "Bearer " + again.path("key").asString());
    assertThat(old.get(use).status()).isEqualTo(401);
    assertThat(fresh.get(use).status()).isEqualTo(401);
    assertThat(last.get(use).status()).isEqualTo(200);

    assertThat(admin.send("DELETE", keys + "/" + id, null).status()).isEqualTo(200);
    assertThat(last.get(use).status()).isEqualTo(401);
    assertThat(admin.post(keys + "/" + id + "/rotate", Map.of("overlapHours", 1)).status())
        .isEqualTo(404);
  }

  // --- internal ---

  @Test
  void abuse21_noServiceTakesWhatAPersonOrProgramShows() {
    var port = RunningBridge.port("AUTH_SERVICE_PORT");
    var service = new Browser("http://127.0.0.1:" + port);
    var admin = member(tenant, "admin").browser();
    var key =
        admin
            .post(
                "/api/v1/tenants/" + tenant + "/api-keys",
                Map.of("name", "k", "scopes", List.of("config:read")))
            .body()
            .path("key")
            .asString();

    for (var shown :
        new HashSet<>(List.of(key, RunningBridge.addresses().adminToken(), "x", "a.b.c"))) {
      for (var path : List.of("/api/v1/people", "/internal/sign-in", "/api/v1/account")) {
        assertThat(service.with("Authorization", "Bearer " + shown).get(path).status())
            .isEqualTo(401);
      }
    }
  }

  private static String people(String id) {
    return "/api/v1/tenants/" + tenant + "/people/" + id;
  }

  private static byte[] base32(String text) {
    var bits = new StringBuilder();
    for (var letter : text.toCharArray()) {
      var value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter);
      bits.append("%5s".formatted(Integer.toBinaryString(value)).replace(' ', '0'));
    }
    var bytes = new byte[bits.length() / 8];
    for (var i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
    }
    return bytes;
  }

  private static String totp(byte[] secret, long step) throws Exception {
    var mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(secret, "HmacSHA1"));
    var hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
    var number = ByteBuffer.wrap(hash, hash[19] & 0xf, 4).getInt() & Integer.MAX_VALUE;
    return "%06d".formatted(number % 1_000_000);
  }
}
