package io.wabridge.kit.webhook;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the webhook intake.
 *
 * @param bodyBudget the maximum heap of all bodies that are being read or processed; by default an
 *     eighth of the heap
 */
@ConfigurationProperties("bridge.webhooks")
record WebhookProperties(@Nullable DataSize bodyBudget) {

  /** Three quarters of it are for large bodies, and one of the largest must fit. */
  private static final DataSize LEAST = DataSize.ofMegabytes(4);

  WebhookProperties {
    if (bodyBudget != null && bodyBudget.compareTo(LEAST) < 0) {
      throw new IllegalArgumentException(
          "bridge.webhooks.body-budget is %s; it must be 4MB at least.".formatted(bodyBudget));
    }
  }

  long bytes() {
    return bodyBudget == null
        ? Math.max(LEAST.toBytes(), Runtime.getRuntime().maxMemory() / 8)
        : bodyBudget.toBytes();
  }
}
