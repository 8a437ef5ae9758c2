package io.wabridge.state.ledger;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.BatchLedgerApi;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Reply;
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
 * Batched requests of the stages: the server side of {@link BatchLedgerApi}. Each statement is a
 * transaction of its own, and applies all requests or none.
 */
@RestController
class BatchLedgerController implements BatchLedgerApi {

  private static final Logger log = LoggerFactory.getLogger(BatchLedgerController.class);

  private final BatchArrivals arrivals;
  private final BatchReplies replies;
  private final BatchHandovers handovers;
  private final BatchStatuses statuses;

  BatchLedgerController(
      BatchArrivals arrivals,
      BatchReplies replies,
      BatchHandovers handovers,
      BatchStatuses statuses) {
    this.arrivals = arrivals;
    this.replies = replies;
    this.handovers = handovers;
    this.statuses = statuses;
  }

  @Override
  public List<Arrival.@Nullable Located> registerInbound(List<Arrival> all) {
    return runBatch(all, arrivals::registerInbound);
  }

  @Override
  public List<Reply.@Nullable Located> registerReplies(List<Reply> all) {
    return runBatch(all, replies::registerReplies);
  }

  @Override
  public List<Ledger.@Nullable Begun> beginDeliveries(List<Begin> all) {
    return runBatch(all, handovers::beginDeliveries);
  }

  @Override
  public List<Ledger.@Nullable Recorded> recordOutcomes(List<End> all) {
    return runBatch(all, handovers::recordOutcomes);
  }

  @Override
  public List<Ledger.@Nullable Applied> applyStatuses(List<Ledger.StatusUpdate> all) {
    return runBatch(all, statuses::applyStatuses);
  }

  @Override
  public List<@Nullable Boolean> markDesksNotified(List<Tell> all) {
    return runBatch(all, statuses::markDesksNotified);
  }

  @Override
  public List<Ledger.@Nullable ReceiptState> receiptStates(List<ReceiptOf> all) {
    return runBatch(all, statuses::receiptStates);
  }

  /**
   * If the database refuses one request, or two of them conflict, all are answered null: each then
   * needs a single call.
   */
  private static <Q, A> List<@Nullable A> runBatch(
      List<Q> all, Function<List<Q>, List<@Nullable A>> batch) {
    try {
      return batch.apply(all);
    } catch (DataIntegrityViolationException | PessimisticLockingFailureException e) {
      log.atInfo().log("{} requests are handled one by one: {}", all.size(), e.getMessage());
      return Collections.nCopies(all.size(), null);
    }
  }
}
