package io.wabridge.kit.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.SocketOptions;
import io.wabridge.model.Ids;
import io.wabridge.testkit.Stores;
import io.wabridge.testkit.TcpProxy;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Redis as a cache: it helps while it is up, and does no harm while it is down. */
class RedisCacheTests {

  private static final Duration LIFE = Duration.ofMinutes(1);

  private final TcpProxy proxy = TcpProxy.to(Stores.get().port("SPRING_DATA_REDIS_PORT"));
  private final LettuceConnectionFactory connections = connections(proxy.port());
  private final RedisCache cache = new RedisCache(new StringRedisTemplate(connections));
  private final String key = "test:" + Ids.next();

  static LettuceConnectionFactory connections(int port) {
    var where = new RedisStandaloneConfiguration("127.0.0.1", port);
    where.setPassword(Stores.get().setting("SPRING_DATA_REDIS_PASSWORD"));
    var factory =
        new LettuceConnectionFactory(
            where,
            LettuceClientConfiguration.builder()
                .commandTimeout(Duration.ofMillis(500))
                .clientOptions(
                    ClientOptions.builder()
                        .socketOptions(
                            SocketOptions.builder().connectTimeout(Duration.ofMillis(500)).build())
                        .build())
                .build());
    factory.afterPropertiesSet();
    factory.start();
    return factory;
  }

  @AfterEach
  void end() {
    connections.destroy();
    proxy.close();
  }

  @Test
  void storesValuesAndFields() {
    cache.put(key, "value", LIFE);
    cache.putField(key + ":hash", "field", "of hash", LIFE);

    assertThat(cache.get(key)).contains("value");
    assertThat(cache.getField(key + ":hash", "field")).contains("of hash");
    cache.remove(key);
    cache.removeField(key + ":hash", "field");
    assertThat(cache.get(key)).isEmpty();
    assertThat(cache.getField(key + ":hash", "field")).isEmpty();
  }

  @Test
  void anOutageCausesOneShortWaitOnly() {
    cache.put(key, "value", LIFE);
    proxy.cut();

    assertThat(took(() -> assertThat(cache.get(key)).isEmpty())).isLessThan(Duration.ofSeconds(2));
    assertThat(
            took(() -> {
              for (var time = 0; time < 1000; time++) {
                cache.get(key);
                cache.put(key, "other", LIFE);
              }
            }))
        .isLessThan(Duration.ofMillis(500));
  }

  @Test
  void aHangingRedisCausesOneShortWaitOnly() {
    cache.put(key, "value", LIFE);
    proxy.stopAnswering();

    assertThat(took(() -> assertThat(cache.get(key)).isEmpty())).isLessThan(Duration.ofSeconds(3));
    assertThat(took(() -> cache.get(key))).isLessThan(Duration.ofMillis(100));
  }

  private static Duration took(Runnable what) {
    var began = Instant.now();
    what.run();
    return Duration.between(began, Instant.now());
  }
}
