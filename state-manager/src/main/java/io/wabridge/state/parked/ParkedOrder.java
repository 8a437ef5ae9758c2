package io.wabridge.state.parked;

import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An action on parked messages, with its filter; an absent field matches all. */
sealed interface ParkedOrder {

  @Nullable String tenantId();

  @Nullable String stage();

  @Nullable String reason();

  @Nullable String conversationId();

  @Nullable String messageId();

  @Nullable Instant since();

  @Nullable Instant until();

  @Nullable Boolean all();

  @Nullable Boolean dryRun();

  /** A missing filter must not mean everything: {@code all} is explicit. */
  default ParkedFilter filter() {
    var filter =
        new ParkedFilter(
            null,
            tenantId(),
            stage(),
            reason(),
            conversationId(),
            messageId(),
            null,
            since(),
            until());
    var everything = Boolean.TRUE.equals(all());
    if (everything && !filter.hasNoCondition()) {
      throw new IllegalArgumentException(
          "A filter and \"all\": true contradict each other: give one of them, not both.");
    }
    if (!everything && filter.hasNoCondition()) {
      throw new IllegalArgumentException(
          "A filter is missing: give at least one of tenantId, stage, reason, conversationId,"
              + " messageId, since and until, or \"all\": true.");
    }
    return filter;
  }

  default ParkedFilter filterOf(String tenant) {
    var other = tenantId();
    if (other != null && !other.equals(tenant)) {
      throw new IllegalArgumentException(
          "The field tenantId names another tenant than the address.");
    }
    return filter().of(tenant);
  }

  default boolean dry() {
    return Boolean.TRUE.equals(dryRun());
  }

  /**
   * The order to replay parked messages, or to restore discarded ones.
   *
   * @param all everything, instead of a filter
   * @param dryRun only counts
   */
  record BulkOrder(
      @Nullable String tenantId,
      @Nullable String stage,
      @Nullable String reason,
      @Nullable String conversationId,
      @Nullable String messageId,
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable Boolean all,
      @Nullable Boolean dryRun)
      implements ParkedOrder {}

  /**
   * The order to discard parked messages, with the reason.
   *
   * @param all everything, instead of a filter
   * @param dryRun only counts
   */
  record DiscardOrder(
      @Nullable String tenantId,
      @Nullable String stage,
      @Nullable String reason,
      @Nullable String conversationId,
      @Nullable String messageId,
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable Boolean all,
      @Nullable Boolean dryRun,
      @NotBlank String why)
      implements ParkedOrder {}
}
