package io.wabridge.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.Ids;
import io.wabridge.testkit.Tenancy;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Tokens are shared in Redis, so that several instances need one sign-in. */
class TokensInRedisTests extends SignInTests {

  private static final String KEY = "tenant:" + Tenancy.TENANT + ":oauth:token";

  @Autowired StringRedisTemplate redis;
  @Autowired TokenCache cache;

  @Test
  void cachesADesksTokenForAtMost55Minutes() {
    token();

    assertThat(redis.opsForHash().get(KEY, desk)).asString().endsWith(" genesys-1");
    assertThat(redis.getExpire(KEY)).isBetween(3200L, 3300L);
  }

  @Test
  void cachesAChannelsTokenForAtMostADay() {
    var channel = "channel-" + Ids.next();
    send("/internal/tokens/channels/" + channel, "");

    var key = "tenant:" + Tenancy.TENANT + ":whatsapp:token";
    assertThat(redis.opsForHash().hasKey(key, channel)).isTrue();
    assertThat(redis.getExpire(key)).isBetween(86_000L, 86_400L);
  }

  @Test
  void usesATokenThatAnotherInstanceCached() {
    var until = System.currentTimeMillis() + 60_000;
    redis.opsForHash().put(KEY, desk, until + " from-another-one");

    assertThat(token()).contains("from-another-one");
    assertThat(TENANCY.asked("/oauth/token")).isEmpty();
  }
}
