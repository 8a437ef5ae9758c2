package io.wabridge.kit.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.model.ChannelId;
import io.wabridge.model.DeskId;
import io.wabridge.model.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

/**
 * Looks up tenants, channels and desks. Answers are cached for a minute, and for an hour while
 * tenant-service is unavailable. The routing of numbers and integrations is cached in Redis, too;
 * secrets stay in the process.
 */
public final class Tenants {

  private static final Duration FRESH_FOR = Duration.ofMinutes(1);
  private static final Duration STALE_FOR = Duration.ofHours(1);

  private final TenantApi api;
  private final RedisCache redis;
  private final StaleIfErrorCache<Channel> channels =
      new StaleIfErrorCache<>(FRESH_FOR, STALE_FOR, RestClientException.class);
  private final StaleIfErrorCache<Desk> desks =
      new StaleIfErrorCache<>(FRESH_FOR, STALE_FOR, RestClientException.class);
  private final Cache<String, String> routes =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(STALE_FOR).build();

  Tenants(TenantApi api, RedisCache redis) {
    this.api = api;
    this.redis = redis;
  }

  public Optional<Channel> channel(ChannelId id) {
    return channels.get(id.value(), () -> emptyIfNotFound(() -> api.channel(id.value())));
  }

  public Optional<Desk> desk(DeskId id) {
    return desks.get(id.value(), () -> emptyIfNotFound(() -> api.desk(id.value())));
  }

  /** The channel of a provider's number. */
  public Optional<Channel> channelByNumber(String phoneNumberId) {
    return lookup(
        "phone:" + phoneNumberId,
        id -> channel(new ChannelId(id)),
        () -> api.channelByNumber(phoneNumberId),
        channel -> channel.id().value());
  }

  /** The desk of an integration. */
  public Optional<Desk> deskByIntegration(String integrationId) {
    return lookup(
        "integration:" + integrationId,
        id -> desk(new DeskId(id)),
        () -> api.deskByIntegration(integrationId),
        desk -> desk.id().value());
  }

  private <T> Optional<T> lookup(
      String key, Function<String, Optional<T>> get, Supplier<T> ask, Function<T, String> id) {
    var known = Optional.ofNullable(routes.getIfPresent(key)).or(() -> redis.get(key)).flatMap(get);
    if (known.isPresent()) {
      routes.put(key, id.apply(known.get()));
      return known;
    }
    var found = emptyIfNotFound(ask);
    found.ifPresent(value -> {
      routes.put(key, id.apply(value));
      redis.put(key, id.apply(value), STALE_FOR);
    });
    return found;
  }

  /** The token that a tenant entered for its number; auth-service caches it, not this class. */
  public Optional<Secret> accessToken(ChannelId id) {
    return emptyIfNotFound(() -> api.accessToken(id.value())).map(TenantApi.AccessToken::token);
  }

  public void report(ChannelId id, boolean working) {
    api.channelStatus(id.value(), new TenantApi.ConnectionState(working, null));
    invalidate();
  }

  public void report(DeskId id, boolean working, @Nullable String integrationId) {
    api.deskStatus(id.value(), new TenantApi.ConnectionState(working, integrationId));
    invalidate();
  }

  /** Invalidates the cached answers after a change. */
  void invalidate() {
    channels.invalidateAll();
    desks.invalidateAll();
    routes.invalidateAll();
  }

  private static <T> Optional<T> emptyIfNotFound(Supplier<T> ask) {
    try {
      return Optional.of(ask.get());
    } catch (HttpClientErrorException.NotFound e) {
      return Optional.empty();
    }
  }
}
