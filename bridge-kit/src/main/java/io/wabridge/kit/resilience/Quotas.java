package io.wabridge.kit.resilience;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.wabridge.model.TenantId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The quotas of all tenants' webhooks. Webhooks above the quota are refused before anything is
 * stored, so that an overload does not affect other tenants.
 */
public final class Quotas {

  /** A provider reports each message as sent, delivered and read. */
  private static final int SIGNALS_PER_MESSAGE = 4;

  private final QuotaProperties properties;
  private final Cache<TenantId, Quota> quotas = buckets();
  private final Cache<TenantId, Quota> signals = buckets();

  Quotas(QuotaProperties properties) {
    this.properties = properties;
  }

  private static Cache<TenantId, Quota> buckets() {
    return Caffeine.newBuilder().maximumSize(10_000).expireAfterAccess(Duration.ofHours(1)).build();
  }

  /**
   * Takes this many messages from the tenant's quota.
   *
   * @param perSecond the tenant's own quota, if it has one
   * @throws QuotaExceededException if there are not enough left
   */
  public void take(TenantId tenant, @Nullable Integer perSecond, int events) {
    var rate = perSecond == null ? properties.messagesPerSecond() : perSecond;
    if (rate > 0) {
      quotas.get(tenant, _ -> new Quota(rate)).take(rate, Math.max(1, events));
    }
  }

  /**
   * Takes this many statuses or other signals: four times as many as messages are allowed.
   *
   * @param perSecond the tenant's own quota of messages, if it has one
   * @throws QuotaExceededException if there are not enough left
   */
  public void takeSignals(TenantId tenant, @Nullable Integer perSecond, int events) {
    var rate =
        SIGNALS_PER_MESSAGE * (perSecond == null ? properties.messagesPerSecond() : perSecond);
    if (rate > 0) {
      signals.get(tenant, _ -> new Quota(rate)).take(rate, events);
    }
  }

  /** One tenant's bucket. A webhook with more events than its size passes when it is full. */
  private final class Quota {

    private final Bucket bucket;
    private int rate;

    Quota(int rate) {
      this.rate = rate;
      this.bucket = Bucket.builder().addLimit(limit(rate)).build();
    }

    synchronized void take(int wanted, int events) {
      if (wanted != rate) {
        bucket.replaceConfiguration(
            BucketConfiguration.builder().addLimit(limit(wanted)).build(),
            TokensInheritanceStrategy.AS_IS);
        rate = wanted;
      }
      var probe = bucket.tryConsumeAndReturnRemaining(Math.min(events, burst(rate)));
      if (!probe.isConsumed()) {
        throw new QuotaExceededException(Duration.ofNanos(probe.getNanosToWaitForRefill()));
      }
    }

    private Bandwidth limit(int rate) {
      return Bandwidth.builder()
          .capacity(burst(rate))
          .refillGreedy(rate, Duration.ofSeconds(1))
          .build();
    }

    private long burst(int rate) {
      return Math.max(rate, rate * properties.burst().toSeconds());
    }
  }
}
