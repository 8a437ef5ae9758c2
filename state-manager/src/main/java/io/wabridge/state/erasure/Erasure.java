package io.wabridge.state.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wabridge.model.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A job that erases one person. */
record Erasure(
    String id,
    TenantId tenant,
    byte[] askedHash,
    State state,
    Step step,
    String requestedBy,
    boolean keepOptOut,
    Instant requestedAt,
    int tries,
    @Nullable String problem,
    long messagesTotal,
    @Nullable Instant finishedAt,
    @Nullable String certificate) {

  enum State {
    RUNNING,
    COMPLETED
  }

  /** The steps, in their order; each can be repeated after a failure. */
  enum Step {
    /** Conversations lose their ids, so that a new message opens a new one. */
    DETACH,
    /** Redis, held and parked envelopes, marketing choices. */
    CACHES,
    /** The archive of raw webhooks. */
    ARCHIVE,
    /** Messages with their contents and files. */
    MESSAGES,
    /** What was in flight when the erasure began. */
    SETTLE,
    CERTIFY;

    Step next() {
      return values()[Math.min(ordinal() + 1, values().length - 1)];
    }
  }

  /**
   * The state of a job as callers see it.
   *
   * @param step the part that is being done
   * @param messagesErased of messagesTotal
   * @param problem why the last try failed; the job is tried again
   * @param certificate what was removed; present when the job is completed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Erasure")
  record View(
      String id,
      State state,
      Step step,
      String requestedBy,
      Instant requestedAt,
      long messagesTotal,
      long messagesErased,
      @Nullable String problem,
      @Nullable Instant finishedAt,
      @Nullable Certificate certificate) {}
}
