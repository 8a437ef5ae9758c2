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
 * Where a stage keeps, in order, what waits for a later try. A conversation is held from its first
 * held envelope until none is left; in between everything of it goes behind. Throws if it could not
 * be kept: then it stays in the lane.
 */
public interface Holding {

  @PostExchange("/internal/held")
  void hold(@RequestBody Held held);

  /** The conversations of one lane that are held. */
  @GetExchange("/internal/held")
  List<String> conversations(
      @RequestParam String reader, @RequestParam int lane, @RequestParam int lanes);

  /** What is held of a conversation, the oldest first; not necessarily all of it. */
  @GetExchange("/internal/held/waiting")
  List<Waiting> waiting(@RequestParam String reader, @RequestParam String conversation);

  /** One has come to its end. Whether more is held of its conversation; null: not known. */
  @PostExchange("/internal/held/released")
  @Nullable Boolean released(@RequestBody Released released);

  /** The oldest was tried, and must be tried again. */
  @PostExchange("/internal/held/again")
  void again(@RequestBody Again again);

  /**
   * An envelope as it lay in the lane.
   *
   * @param hash of the conversation key, which decides the lane
   * @param after when it may be tried again, if it is the first of its conversation
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
   * @param position its place in the order of everything held
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
