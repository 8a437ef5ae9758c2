package io.wabridge.kit.lane;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Where a stage stores, in order, the envelopes that wait for a retry. A conversation is held from
 * its first held envelope until none is left; in between, all its envelopes are queued behind.
 * Throws if an envelope could not be stored; it then stays in the lane.
 */
public interface Holding {

  @PostExchange("/internal/held")
  void hold(@RequestBody Held held);

  /** The held conversations of one lane. */
  @GetExchange("/internal/held")
  List<String> conversations(
      @RequestParam String reader, @RequestParam int lane, @RequestParam int lanes);

  /** Held envelopes of a conversation, the oldest first; not necessarily all. */
  @GetExchange("/internal/held/waiting")
  List<Waiting> waiting(@RequestParam String reader, @RequestParam String conversation);

  /**
   * A held envelope is finished. Returns whether the conversation has more of them; null: unknown.
   */
  @PostExchange("/internal/held/released")
  @Nullable Boolean released(@RequestBody Released released);

  /** The oldest was tried and needs another retry. */
  @PostExchange("/internal/held/again")
  void again(@RequestBody Again again);

  /**
   * An envelope as it was in the lane.
   *
   * @param hash of the conversation key, which selects the lane
   * @param after the time until its retry, if it is the first of its conversation
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Held(
      String reader,
      String conversation,
      long hash,
      String tenant,
      String contract,
      String idempotencyKey,
      String correlation,
      @Nullable String message,
      Reason reason,
      String detail,
      int attempts,
      Duration after,
      String envelope) {}

  /**
   * A held envelope.
   *
   * @param position its place in the order of all held envelopes
   */
  record Waiting(long position, String contract, String envelope, int attempts, Instant heldAt) {}

  /** See {@link #released}. */
  record Released(String reader, String conversation, long position) {}

  /** See {@link #again}. */
  record Again(
      String reader,
      String conversation,
      long position,
      Duration after,
      Reason reason,
      String detail) {}
}
