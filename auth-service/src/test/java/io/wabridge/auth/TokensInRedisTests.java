package io.wabridge.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.kit.client.RedisCache;
import io.wabridge.kit.encryption.FieldEncryption;
import io.wabridge.model.Ids;
import io.wabridge.model.Secret;
import io.wabridge.testkit.Tenancy;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Tokens are shared in Redis, so that several instances need one sign-in. */
class TokensInRedisTests extends SignInTests {

  private static final String KEY = "tenant:" + Tenancy.TENANT + ":oauth:token";

  @Autowired StringRedisTemplate redis;
  @Autowired RedisCache shared;
  @Autowired FieldEncryption encryption;

  @BeforeEach
  void empty() {
    redis.delete(redis.keys("tenant:" + Tenancy.TENANT + ":*"));
  }

  @Test
  void cachesADesksTokenForAtMost55Minutes() {
    token();

    assertThat(redis.opsForHash().hasKey(KEY, desk + ":encrypted")).isTrue();
    assertThat(redis.getExpire(KEY)).isBetween(3200L, 3300L);
  }

  @Test
  void cachesAChannelsTokenForAtMostADay() {
    var channel = "channel-" + Ids.next();
    send("/internal/tokens/channels/" + channel, "");

    var key = "tenant:" + Tenancy.TENANT + ":whatsapp:token";
    assertThat(redis.opsForHash().hasKey(key, channel + ":encrypted")).isTrue();
    assertThat(redis.getExpire(key)).isBetween(86_000L, 86_400L);
  }

  @Test
  void usesATokenThatAnotherInstanceCached() {
    cachedByAnother(KEY, desk, "from-another-one");

    assertThat(token()).contains("from-another-one");
    assertThat(TENANCY.asked("/oauth/token")).isEmpty();
  }

  @Test
  void abuse24_tokensInRedisAreUnreadable() {
    var channel = "channel-" + Ids.next();
    send("/internal/tokens/channels/" + channel, "");
    token();

    var keys = redis.keys("tenant:" + Tenancy.TENANT + ":*");
    assertThat(keys).hasSize(2);
    for (var key : keys) {
      assertThat(redis.opsForHash().entries(key).toString())
          .doesNotContain("EAAG-")
          .doesNotContain("genesys-1");
    }
  }

  @Test
  void aPlainTokenOfAnEarlierVersionIsRemoved() {
    redis.opsForHash().put(KEY, desk, System.currentTimeMillis() + 60_000 + " plain-token");

    assertThat(token()).contains("genesys-1");
    assertThat(redis.opsForHash().hasKey(KEY, desk)).isFalse();
  }

  @Test
  void abuse25_aTokenThatWasMovedToAnotherTenantOrFieldIsNotUsed() {
    var other = "tenant:" + Ids.next() + ":oauth:token";
    cachedByAnother(other, desk, "of-another-tenant");
    move(other, desk);
    assertThat(token()).contains("genesys-1");

    redis.delete(KEY);
    cachedByAnother(KEY, "another-desk", "of-another-desk");
    move(KEY, "another-desk");
    assertThat(token()).contains("genesys-1");
  }

  /** Encrypted as another instance does it, with a cache of its own. */
  private void cachedByAnother(String key, String owner, String token) {
    new TokenCache(shared, encryption).put(key, owner, Secret.of(token), Duration.ofMinutes(1));
  }

  private void move(String key, String owner) {
    redis
        .opsForHash()
        .put(KEY, desk + ":encrypted", redis.opsForHash().get(key, owner + ":encrypted"));
  }
}
