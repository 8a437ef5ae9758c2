package io.wabridge.kit.lane;

import io.wabridge.model.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Where a stage stores what needs a human. Throws if it could not be stored; it then stays in the
 * lane.
 */
public interface Parking {

  void park(Parked parked);

  /**
   * An envelope as it was in the lane.
   *
   * @param tenant null if the envelope could not be read
   */
  record Parked(
      @Nullable String tenant,
      String stage,
      String queue,
      String contract,
      Reason reason,
      String detail,
      int attempts,
      @Nullable String message,
      @Nullable String correlation,
      @Nullable String conversation,
      @Nullable String idempotencyKey,
      String envelope) {}
}
