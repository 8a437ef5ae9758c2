package io.wabridge.kit.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/**
 * The batched calls of the {@link Ledger}. A null in the answer means that this request needs a
 * single call. That single call repeats nothing.
 */
public interface BatchLedgerApi {

  @PostExchange("/internal/batch/arrivals")
  List<Arrival.@Nullable Located> registerInbound(@RequestBody List<Arrival> arrivals);

  @PostExchange("/internal/batch/replies")
  List<Reply.@Nullable Located> registerReplies(@RequestBody List<Reply> replies);

  @PostExchange("/internal/batch/begins")
  List<Ledger.@Nullable Begun> beginDeliveries(@RequestBody List<Begin> begins);

  @PostExchange("/internal/batch/outcomes")
  List<Ledger.@Nullable Recorded> recordOutcomes(@RequestBody List<End> ends);

  @PostExchange("/internal/batch/statuses")
  List<Ledger.@Nullable Applied> applyStatuses(@RequestBody List<Ledger.StatusUpdate> statuses);

  @PostExchange("/internal/batch/tellings")
  List<@Nullable Boolean> markDesksNotified(@RequestBody List<Tell> tellings);

  @PostExchange("/internal/batch/receipts")
  List<Ledger.@Nullable ReceiptState> receiptStates(@RequestBody List<ReceiptOf> receipts);

  /** See {@link Ledger#beginDelivery}. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Begin(String id, Ledger.Intent intent) {}

  /** See {@link Ledger#recordOutcome}. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record End(String id, Ledger.DeliveryOutcome ended) {}

  /** See {@link Ledger#markDeskNotified}. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Tell(String id, Ledger.DeskNotified told) {}

  /** See {@link Ledger#receiptState}. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ReceiptOf(String id, Ledger.ReceiptQuery query) {}
}
