package io.wabridge.kit.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.model.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

/**
 * The endpoints of one side, cached for a minute, and for an hour while tenant-service does not
 * answer. The endpoint of an external id is cached in Redis, too; secrets are cached in the process
 * only.
 *
 * @param <E> channels or desks
 */
public final class Endpoints<E extends Endpoint> {

  private static final Duration FRESH_FOR = Duration.ofMinutes(1);
  private static final Duration STALE_FOR = Duration.ofHours(1);

  /** The calls to tenant-service for one side. */
  interface Api<E> {
    E find(String id);

    E byExternalId(String kind, String externalId);

    TenantApi.EnteredToken token(String id, String credential);

    void report(String id, TenantApi.ConnectionState state);

    void reportCredentials(String id, TenantApi.CredentialState state);
  }

  private final Api<E> api;
  private final RedisCache redis;
  private final String redisPrefix;
  private final StaleIfErrorCache<String, E> byId;
  private final Cache<String, String> ids =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(STALE_FOR).build();

  Endpoints(Api<E> api, RedisCache redis, String redisPrefix) {
    this.api = api;
    this.redis = redis;
    this.redisPrefix = redisPrefix;
    this.byId =
        new StaleIfErrorCache<>(
            FRESH_FOR,
            STALE_FOR,
            RestClientException.class,
            id -> emptyIfNotFound(() -> api.find(id)));
  }

  public Optional<E> find(String id) {
    return byId.get(id);
  }

  /** The endpoint with this external id at a product of this kind. */
  public Optional<E> byExternalId(String kind, String externalId) {
    var key = kind + ":" + externalId;
    var redisKey = redisPrefix + externalId;
    var cached =
        Optional.ofNullable(ids.getIfPresent(key))
            .or(() -> redis.get(redisKey))
            .flatMap(this::find)
            .filter(one -> one.kind().equals(kind) && one.externalId().equals(externalId));
    if (cached.isPresent()) {
      ids.put(key, cached.get().endpointId());
      return cached;
    }
    var found = emptyIfNotFound(() -> api.byExternalId(kind, externalId));
    found.ifPresent(endpoint -> {
      ids.put(key, endpoint.endpointId());
      redis.put(redisKey, endpoint.endpointId(), STALE_FOR);
    });
    return found;
  }

  /** The bearer token that was entered for a credential; caching it is auth-service's task. */
  public Optional<Secret> token(String id, String credential) {
    return emptyIfNotFound(() -> api.token(id, credential)).map(TenantApi.EnteredToken::token);
  }

  /**
   * Reports the result of a connection test or of connecting.
   *
   * @param learned settings that the product returned
   */
  public void report(String id, boolean working, Map<String, String> learned) {
    api.report(id, new TenantApi.ConnectionState(working, learned));
    invalidate();
  }

  /**
   * Reports what deliveries learned about the credentials.
   *
   * @param refusal why all of them are refused; null: one is accepted
   */
  public void reportCredentials(String id, @Nullable String refusal) {
    api.reportCredentials(id, new TenantApi.CredentialState(refusal));
  }

  void invalidate() {
    byId.invalidateAll();
    ids.invalidateAll();
  }

  private static <T> Optional<T> emptyIfNotFound(Supplier<T> ask) {
    try {
      return Optional.of(ask.get());
    } catch (HttpClientErrorException.NotFound e) {
      return Optional.empty();
    }
  }
}
