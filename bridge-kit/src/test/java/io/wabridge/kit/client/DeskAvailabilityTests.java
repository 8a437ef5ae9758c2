package io.wabridge.kit.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.DeskId;
import io.wabridge.model.Ids;
import io.wabridge.testkit.Stores;
import io.wabridge.testkit.TcpProxy;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What one process learns about a desk reaches the others. */
class DeskAvailabilityTests {

  private final TcpProxy proxy = TcpProxy.to(Stores.get().port("SPRING_DATA_REDIS_PORT"));
  private final LettuceConnectionFactory connections = RedisCacheTests.connections(proxy.port());
  private final StringRedisTemplate redis = new StringRedisTemplate(connections);
  private final DeskAvailability here = process();
  private final DeskAvailability elsewhere = process();
  private final DeskId desk = new DeskId("desk-" + Ids.next());
  private final String key = "desk:" + desk + ":unavailable";

  private DeskAvailability process() {
    return new DeskAvailability(new RedisCache(redis));
  }

  @AfterEach
  void end() {
    connections.destroy();
    proxy.close();
  }

  private void awaitElsewhere(boolean unavailable) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> elsewhere.unavailable(desk) == unavailable);
  }

  @Test
  void aReportReachesOtherProcessesAndHoldsForAMinute() {
    assertThat(elsewhere.unavailable(desk)).isFalse();

    here.report(desk, false);

    assertThat(here.unavailable(desk)).isTrue();
    assertThat(redis.getExpire(key)).isBetween(50L, 60L);
    awaitElsewhere(true);

    elsewhere.report(desk, true);

    assertThat(elsewhere.unavailable(desk)).isFalse();
    Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !here.unavailable(desk));
    assertThat(redis.hasKey(key)).isFalse();
  }

  @Test
  void aReportThatRepeatsAnotherIsNotWrittenEachTime() {
    here.report(desk, false);
    redis.delete(key);

    here.report(desk, false);

    assertThat(redis.hasKey(key)).as("reported a moment ago").isFalse();
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> {
          here.report(desk, false);
          return redis.hasKey(key);
        });
  }

  @Test
  void withoutRedisEveryDeskIsAvailable() {
    here.report(desk, false);
    proxy.cut();

    awaitElsewhere(false);
    elsewhere.report(desk, false);
    assertThat(elsewhere.unavailable(desk)).as("known in this process").isTrue();
  }
}
