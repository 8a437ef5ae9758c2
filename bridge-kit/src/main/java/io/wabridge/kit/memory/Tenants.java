package io.wabridge.kit.memory;

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

/**
 * Who our tenants are, remembered for a minute. Where a number or an integration leads is kept in
 * Redis, too; what is secret never leaves the memory of the process.
 */
public final class Tenants {

  private static final Duration ROUTE = Duration.ofHours(1);

  private final TenantApi api;
  private final RedisCache redis;
  private final Cache<String, Channel> channels = cache();
  private final Cache<String, Desk> desks = cache();
  private final Cache<String, String> routes = cache();

  Tenants(TenantApi api, RedisCache redis) {
    this.api = api;
    this.redis = redis;
  }

  private static <T> Cache<String, T> cache() {
    return Caffeine.newBuilder()
        .maximumSize(10_000)
        .expireAfterWrite(Duration.ofMinutes(1))
        .build();
  }

  public Optional<Channel> channel(ChannelId id) {
    return remembered(channels, id.value(), () -> api.channel(id.value()));
  }

  public Optional<Desk> desk(DeskId id) {
    return remembered(desks, id.value(), () -> api.desk(id.value()));
  }

  /** The channel of a provider's number. */
  public Optional<Channel> channelByNumber(String phoneNumberId) {
    return routed(
        "phone:" + phoneNumberId,
        id -> channel(new ChannelId(id)),
        () -> api.channelByNumber(phoneNumberId),
        channel -> channel.id().value());
  }

  /** The desk of an integration. */
  public Optional<Desk> deskByIntegration(String integrationId) {
    return routed(
        "integration:" + integrationId,
        id -> desk(new DeskId(id)),
        () -> api.deskByIntegration(integrationId),
        desk -> desk.id().value());
  }

  private <T> Optional<T> routed(
      String key, Function<String, Optional<T>> get, Supplier<T> ask, Function<T, String> id) {
    var known = Optional.ofNullable(routes.getIfPresent(key)).or(() -> redis.get(key)).flatMap(get);
    if (known.isPresent()) {
      routes.put(key, id.apply(known.get()));
      return known;
    }
    var found = asked(ask);
    found.ifPresent(value -> {
      routes.put(key, id.apply(value));
      redis.put(key, id.apply(value), ROUTE);
    });
    return found;
  }

  /**
   * The token a tenant entered for its number; not remembered here, that is auth-service's task.
   */
  public Optional<Secret> accessToken(ChannelId id) {
    return asked(() -> api.accessToken(id.value())).map(TenantApi.AccessToken::token);
  }

  public void report(ChannelId id, boolean working) {
    api.channelStatus(id.value(), new TenantApi.ConnectionState(working, null));
    forget();
  }

  public void report(DeskId id, boolean working, @Nullable String integrationId) {
    api.deskStatus(id.value(), new TenantApi.ConnectionState(working, integrationId));
    forget();
  }

  /** Something was changed: what we remember may be wrong. */
  void forget() {
    channels.invalidateAll();
    desks.invalidateAll();
    routes.invalidateAll();
  }

  private static <T> Optional<T> remembered(Cache<String, T> cache, String id, Supplier<T> ask) {
    var known = cache.getIfPresent(id);
    if (known != null) {
      return Optional.of(known);
    }
    var found = asked(ask);
    found.ifPresent(value -> cache.put(id, value));
    return found;
  }

  private static <T> Optional<T> asked(Supplier<T> ask) {
    try {
      return Optional.of(ask.get());
    } catch (HttpClientErrorException.NotFound e) {
      return Optional.empty();
    }
  }
}
