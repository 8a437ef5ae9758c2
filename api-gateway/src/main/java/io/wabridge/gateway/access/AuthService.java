package io.wabridge.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.kit.BridgeProperties;
import io.wabridge.kit.access.Role;
import io.wabridge.kit.access.Scope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** The client of auth-service, which knows people, sessions and API keys. */
@Component
class AuthService {

  private static final Logger log = LoggerFactory.getLogger(AuthService.class);

  /** How long a session that was alive counts as alive while auth-service is unavailable. */
  private static final Duration OUTAGE = Duration.ofMinutes(5);

  /** The person of a living session. */
  record Facts(
      String id,
      String email,
      String name,
      String language,
      boolean operator,
      Map<String, Role> roles,
      boolean hasPassword,
      boolean secondFactor,
      Instant confirmedUntil) {}

  /** What an API key may do. */
  record KeyFacts(String id, String tenant, Set<Scope> scopes) {}

  /** An answer to be passed on to the browser. */
  record Answer(HttpStatus status, String body, @Nullable String retryAfter) {}

  private record State(boolean operatorExists) {}

  private final RestClient client;
  private final Cache<String, Facts> lastFacts =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(OUTAGE).build();

  AuthService(
      RestClient.Builder builder,
      ClientHttpRequestFactoryBuilder<?> internalRequests,
      BridgeProperties bridge) {
    var timeouts =
        HttpClientSettings.defaults().withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(10));
    this.client =
        builder
            .clone()
            .baseUrl(bridge.services().authService())
            .requestFactory(internalRequests.build(timeouts))
            .defaultHeaders(headers -> headers.setBearerAuth(bridge.internalToken().reveal()))
            .build();
  }

  /**
   * The person of this session; empty if it has ended.
   *
   * @param active whether the person did something
   */
  Optional<Facts> session(String id, boolean active) {
    try {
      var facts =
          found(
              client.get().uri("/internal/sessions/{id}?active={active}", id, active), Facts.class);
      facts.ifPresentOrElse(one -> lastFacts.put(id, one), () -> lastFacts.invalidate(id));
      return facts;
    } catch (ResourceAccessException e) {
      log.atWarn()
          .log("auth-service is unavailable, so a session counts as before: {}", e.getMessage());
      var before = lastFacts.getIfPresent(id);
      if (before == null) {
        throw e;
      }
      return Optional.of(before);
    }
  }

  /** A key is always checked: a revoked one is refused at once. */
  Optional<KeyFacts> key(String key) {
    return found(
        client
            .post()
            .uri("/internal/api-keys/check")
            .contentType(MediaType.APPLICATION_JSON)
            .body(Map.of("key", key)),
        KeyFacts.class);
  }

  boolean operatorExists() {
    var state = client.get().uri("/internal/sign-in").retrieve().body(State.class);
    return state != null && state.operatorExists();
  }

  /** Passes a request on, and its answer back, whatever it is. */
  Answer call(HttpMethod method, String path, Map<String, ?> body) {
    var request = client.method(method).uri(path).accept(MediaType.APPLICATION_JSON);
    if (!body.isEmpty()) {
      request.contentType(MediaType.APPLICATION_JSON).body(body);
    }
    return request.exchange((_, answer) ->
        new Answer(
            HttpStatus.valueOf(answer.getStatusCode().value()),
            new String(answer.getBody().readAllBytes(), StandardCharsets.UTF_8),
            answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)));
  }

  /** For the audit log; a failure is logged only. */
  void refused(String actor, @Nullable String tenant, String what, String address) {
    var body = new HashMap<String, String>();
    body.put("actor", actor);
    body.put("what", what);
    body.put("address", address);
    if (tenant != null) {
      body.put("tenant", tenant);
    }
    try {
      client
          .post()
          .uri("/internal/refused")
          .contentType(MediaType.APPLICATION_JSON)
          .body(body)
          .retrieve()
          .toBodilessEntity();
    } catch (RestClientException e) {
      log.atWarn().log("a refusal is not in the audit log: {}", e.getMessage());
    }
  }

  private static <T> Optional<T> found(RestClient.RequestHeadersSpec<?> request, Class<T> type) {
    return Optional.ofNullable(
        request.exchange((_, answer) -> {
          if (answer.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)) {
            return null;
          }
          if (!answer.getStatusCode().is2xxSuccessful()) {
            throw new ResourceAccessException(
                "auth-service answered " + answer.getStatusCode().value());
          }
          return answer.bodyTo(type);
        }));
  }
}
