package io.wabridge.state;

import io.wabridge.kit.memory.Arrival;
import io.wabridge.kit.memory.Ledger;
import io.wabridge.kit.memory.ManyToLedger;
import io.wabridge.kit.memory.Reply;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the stages tell and ask, many at once: the server side of {@link ManyToLedger}. Each call is
 * one statement, and so one transaction: all of it or nothing.
 */
@RestController
class TogetherController implements ManyToLedger {

  private static final Logger log = LoggerFactory.getLogger(TogetherController.class);

  private final ArrivalsTogether arrivals;
  private final RepliesTogether replies;
  private final HandoversTogether handovers;
  private final StatusesTogether statuses;

  TogetherController(
      ArrivalsTogether arrivals,
      RepliesTogether replies,
      HandoversTogether handovers,
      StatusesTogether statuses) {
    this.arrivals = arrivals;
    this.replies = replies;
    this.handovers = handovers;
    this.statuses = statuses;
  }

  @Override
  public List<Arrival.@Nullable Located> arrived(List<Arrival> all) {
    return answers(all, arrivals::register);
  }

  @Override
  public List<Reply.@Nullable Located> replied(List<Reply> all) {
    return answers(all, replies::register);
  }

  @Override
  public List<Ledger.@Nullable Begun> begin(List<Begin> all) {
    return answers(all, handovers::begin);
  }

  @Override
  public List<@Nullable Boolean> end(List<End> all) {
    return answers(all, handovers::end);
  }

  @Override
  public List<Ledger.@Nullable Applied> became(List<Ledger.Became> all) {
    return answers(all, statuses::became);
  }

  @Override
  public List<@Nullable Boolean> told(List<Tell> all) {
    return answers(all, statuses::told);
  }

  /**
   * One that the database refuses, or that stands in another's way, leaves all to be asked alone.
   */
  private static <Q, A> List<@Nullable A> answers(
      List<Q> all, Function<List<Q>, List<@Nullable A>> together) {
    try {
      return together.apply(all);
    } catch (DataIntegrityViolationException | PessimisticLockingFailureException e) {
      log.atInfo().log("{} are asked one by one: {}", all.size(), e.getMessage());
      return Collections.nCopies(all.size(), null);
    }
  }
}
