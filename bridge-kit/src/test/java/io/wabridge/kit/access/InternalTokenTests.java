package io.wabridge.kit.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.wabridge.model.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The internal token names its caller, and nothing that was not signed here is accepted. */
class InternalTokenTests {

  private static final Secret SECRET = Secret.of("the token of the services");
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final InternalToken TOKENS = at(NOW);

  private static InternalToken at(Instant now) {
    return new InternalToken(SECRET, Clock.fixed(now, ZoneOffset.UTC));
  }

  static Stream<Caller> callers() {
    return Stream.of(
        new Caller.Person("p", "s", false, Map.of("t", Role.ADMIN), true, "203.0.113.7"),
        new Caller.Person("p", "s", true, Map.of(), false, "::1"),
        new Caller.Key("k", "t", Set.of(Scope.CONFIG_READ, Scope.PARKED_WRITE), ""),
        new Caller.Installation("127.0.0.1"));
  }

  @ParameterizedTest
  @MethodSource("callers")
  void namesTheCaller(Caller caller) {
    assertThat(TOKENS.verify(TOKENS.sign(caller, "state-manager"), "state-manager"))
        .contains(caller);
  }

  @Test
  void isForOneServiceAndOneMinute() {
    var token = TOKENS.sign(new Caller.Installation(""), "state-manager");

    assertThat(TOKENS.verify(token, "tenant-service")).isEmpty();
    assertThat(TOKENS.verify(token, "")).isEmpty();
    assertThat(at(NOW.plusSeconds(64)).verify(token, "state-manager")).isPresent();
    assertThat(at(NOW.plusSeconds(66)).verify(token, "state-manager")).isEmpty();
    assertThat(at(NOW.minusSeconds(10)).verify(token, "state-manager")).isEmpty();
    assertThat(new InternalToken(Secret.of("another")).verify(token, "state-manager")).isEmpty();
  }

  static Stream<Arguments> forged() throws Exception {
    var rsa = new RSAKeyGenerator(2048).generate();
    return Stream.of(
        Arguments.of("alg none", new PlainJWT(claims(it -> it).build()).serialize()),
        Arguments.of("another algorithm", signed(JWSAlgorithm.HS512, "wabridge+jwt", it -> it)),
        Arguments.of("another type", signed(JWSAlgorithm.HS256, "JWT", it -> it)),
        Arguments.of("no type", signed(JWSAlgorithm.HS256, null, it -> it)),
        Arguments.of("an id token", signed(JWSAlgorithm.HS256, "id_token", it -> it)),
        Arguments.of("another issuer", signed(it -> it.issuer("https://evil.example"))),
        Arguments.of("no issuer", signed(it -> it.issuer(null))),
        Arguments.of("another audience", signed(it -> it.audience("tenant-service"))),
        Arguments.of("no audience", signed(it -> it.audience((String) null))),
        Arguments.of("expired", signed(it -> it.expirationTime(date(-30)))),
        Arguments.of("no expiry", signed(it -> it.expirationTime(null))),
        Arguments.of("of the future", signed(it -> it.notBeforeTime(date(30)))),
        Arguments.of("no start", signed(it -> it.notBeforeTime(null))),
        Arguments.of("a long life", signed(it -> it.expirationTime(date(3600)))),
        Arguments.of("no subject", signed(it -> it.subject(null))),
        Arguments.of("an unknown kind", signed(it -> it.claim("kind", "root"))),
        Arguments.of(
            "an unknown role", signed(it -> person(it).claim("roles", Map.of("t", "root")))),
        Arguments.of("roles that are none", signed(it -> person(it).claim("roles", "admin"))),
        Arguments.of("another key with a jku", ofAnotherKey()),
        Arguments.of("signed with RSA", ofRsa(rsa)),
        Arguments.of("a changed payload", changed()),
        Arguments.of("no signature", unsigned()),
        Arguments.of("no token", "the token of the services"),
        Arguments.of("nothing", ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forged")
  void abuse21_refusesForgedTokens(String what, String token) {
    assertThat(TOKENS.verify(token, "state-manager")).isEmpty();
  }

  /** The forged tokens differ from this one in one thing each. */
  @Test
  void theUnchangedTokenIsAccepted() throws Exception {
    assertThat(TOKENS.verify(signed(it -> it), "state-manager")).isPresent();
    assertThat(
            TOKENS.verify(
                signed(it -> person(it).claim("roles", Map.of("t", "admin"))), "state-manager"))
        .isPresent();
  }

  private static JWTClaimsSet.Builder person(JWTClaimsSet.Builder claims) {
    return claims.claim("kind", "person").claim("sid", "s");
  }

  private static Date date(int seconds) {
    return Date.from(NOW.plusSeconds(seconds));
  }

  private static JWTClaimsSet.Builder claims(UnaryOperator<JWTClaimsSet.Builder> change) {
    return change.apply(
        new JWTClaimsSet.Builder()
            .issuer("api-gateway")
            .audience("state-manager")
            .subject("admin-token")
            .issueTime(date(0))
            .notBeforeTime(date(0))
            .expirationTime(Date.from(NOW.plus(Duration.ofSeconds(60))))
            .claim("kind", "installation")
            .claim("address", ""));
  }

  private static String signed(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
    return signed(JWSAlgorithm.HS256, "wabridge+jwt", change);
  }

  private static String signed(
      JWSAlgorithm algorithm, String type, UnaryOperator<JWTClaimsSet.Builder> change)
      throws Exception {
    var header = new JWSHeader.Builder(algorithm);
    if (type != null) {
      header.type(new JOSEObjectType(type));
    }
    var token = new SignedJWT(header.build(), claims(change).build());
    var key = algorithm.equals(JWSAlgorithm.HS256) ? key() : twice(key());
    token.sign(new MACSigner(key));
    return token.serialize();
  }

  private static byte[] twice(byte[] key) {
    var longer = new byte[2 * key.length];
    System.arraycopy(key, 0, longer, 0, key.length);
    return longer;
  }

  private static byte[] key() throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return mac.doFinal("wabridge internal token 1".getBytes(StandardCharsets.UTF_8));
  }

  private static String ofAnotherKey() throws Exception {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.HS256)
            .type(new JOSEObjectType("wabridge+jwt"))
            .jwkURL(java.net.URI.create("https://evil.example/keys"))
            .keyID("../../dev/null")
            .build();
    var token = new SignedJWT(header, claims(it -> it).build());
    token.sign(new MACSigner(new byte[32]));
    return token.serialize();
  }

  private static String ofRsa(com.nimbusds.jose.jwk.RSAKey rsa) throws Exception {
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType("wabridge+jwt"))
                .jwk(rsa.toPublicJWK())
                .build(),
            claims(it -> it).build());
    token.sign(new RSASSASigner(rsa));
    return token.serialize();
  }

  private static String changed() throws Exception {
    var parts = signed(it -> it).split("\\.");
    var other = signed(it -> it.subject("another")).split("\\.");
    return parts[0] + "." + other[1] + "." + parts[2];
  }

  private static String unsigned() throws Exception {
    var parts = signed(it -> it).split("\\.");
    return parts[0] + "." + parts[1] + ".";
  }
}
