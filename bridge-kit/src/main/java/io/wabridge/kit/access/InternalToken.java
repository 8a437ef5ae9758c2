package io.wabridge.kit.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.wabridge.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The token in which the gateway tells one service who calls: a JWT, signed with HMAC-SHA256, for
 * that service only and for less than a minute. Its key is derived from the token of the services.
 */
public final class InternalToken {

  static final Duration LIFE = Duration.ofSeconds(60);

  private static final String ISSUER = "api-gateway";
  private static final JOSEObjectType TYPE = new JOSEObjectType("wabridge+jwt");
  private static final int SKEW_SECONDS = 5;

  private final byte[] key;
  private final Clock clock;

  public InternalToken(Secret internalToken) {
    this(internalToken, Clock.systemUTC());
  }

  InternalToken(Secret internalToken, Clock clock) {
    this.key = derived(internalToken);
    this.clock = clock;
  }

  private static byte[] derived(Secret internalToken) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(internalToken.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal("wabridge internal token 1".getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Signs for one service. */
  public String sign(Caller caller, String service) {
    var now = clock.instant();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience(service)
            .issueTime(Date.from(now))
            .notBeforeTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFE)))
            .jwtID(UUID.randomUUID().toString())
            .claim("address", caller.address());
    switch (caller) {
      case Caller.Person person ->
          claims
              .subject(person.id())
              .claim("kind", "person")
              .claim("sid", person.session())
              .claim("operator", person.operator())
              .claim("confirmed", person.confirmed())
              .claim("roles", codes(person.roles()));
      case Caller.Key program ->
          claims
              .subject(program.id())
              .claim("kind", "key")
              .claim("tenant", program.tenant())
              .claim("scopes", program.scopes().stream().map(Scope::code).toList());
      case Caller.Installation _ -> claims.subject("admin-token").claim("kind", "installation");
    }
    try {
      var signed =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256).type(TYPE).build(), claims.build());
      signed.sign(new MACSigner(key));
      return signed.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot sign the internal token", e);
    }
  }

  private static Map<String, String> codes(Map<String, Role> roles) {
    var codes = new HashMap<String, String>();
    roles.forEach((tenant, role) -> codes.put(tenant, role.code()));
    return codes;
  }

  /** The caller that a token names; empty unless it is valid, now and for this service. */
  public Optional<Caller> verify(String token, String service) {
    try {
      var claims = processor(service).process(token, null);
      var life = claims.getExpirationTime().getTime() - claims.getIssueTime().getTime();
      if (life > LIFE.toMillis()) {
        return Optional.empty();
      }
      return Optional.of(caller(claims));
    } catch (ParseException
        | BadJOSEException
        | JOSEException
        | IllegalArgumentException
        | ClassCastException
        | NullPointerException e) {
      return Optional.empty();
    }
  }

  private DefaultJWTProcessor<SecurityContext> processor(String service) {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPE));
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(JWSAlgorithm.HS256, new ImmutableSecret<>(key)));
    var rules =
        new DefaultJWTClaimsVerifier<SecurityContext>(
            service,
            new JWTClaimsSet.Builder().issuer(ISSUER).build(),
            Set.of("sub", "iat", "nbf", "exp", "kind", "address")) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    rules.setMaxClockSkew(SKEW_SECONDS);
    processor.setJWTClaimsSetVerifier(rules);
    return processor;
  }

  private static Caller caller(JWTClaimsSet claims) throws ParseException {
    var address = claims.getStringClaim("address");
    return switch (claims.getStringClaim("kind")) {
      case "person" ->
          new Caller.Person(
              claims.getSubject(),
              Objects.requireNonNull(claims.getStringClaim("sid")),
              Boolean.TRUE.equals(claims.getBooleanClaim("operator")),
              roles(claims),
              Boolean.TRUE.equals(claims.getBooleanClaim("confirmed")),
              address);
      case "key" ->
          new Caller.Key(
              claims.getSubject(),
              Objects.requireNonNull(claims.getStringClaim("tenant")),
              scopes(claims.getStringListClaim("scopes")),
              address);
      case "installation" -> new Caller.Installation(address);
      default -> throw new IllegalArgumentException("an unknown kind of caller");
    };
  }

  private static Map<String, Role> roles(JWTClaimsSet claims) throws ParseException {
    var roles = new HashMap<String, Role>();
    claims
        .getJSONObjectClaim("roles")
        .forEach((tenant, role) -> roles.put(tenant, Role.of((String) role)));
    return roles;
  }

  private static Set<Scope> scopes(List<String> codes) {
    return codes.stream().map(Scope::of).collect(Collectors.toSet());
  }
}
