package io.wabridge.kit.client;

import io.wabridge.kit.lane.Parking;

/** The ledger; the requests that every message needs are sent in batches. */
public final class BatchingLedger implements Ledger {

  private final Ledger ledger;
  private final RequestBatcher<Arrival, Arrival.Located> arrivals;
  private final RequestBatcher<Reply, Reply.Located> replies;
  private final RequestBatcher<BatchLedgerApi.Begin, Begun> begins;
  private final RequestBatcher<BatchLedgerApi.End, Recorded> ends;
  private final RequestBatcher<StatusUpdate, Applied> statuses;
  private final RequestBatcher<BatchLedgerApi.Tell, Boolean> notifications;
  private final RequestBatcher<BatchLedgerApi.ReceiptOf, ReceiptState> receipts;

  public BatchingLedger(Ledger ledger, BatchLedgerApi batchApi) {
    this.ledger = ledger;
    this.arrivals = new RequestBatcher<>(batchApi::registerInbound, ledger::registerInbound);
    this.replies = new RequestBatcher<>(batchApi::registerReplies, ledger::registerReply);
    this.begins =
        new RequestBatcher<>(
            batchApi::beginDeliveries, one -> ledger.beginDelivery(one.id(), one.intent()));
    this.ends =
        new RequestBatcher<>(
            batchApi::recordOutcomes, one -> ledger.recordOutcome(one.id(), one.ended()));
    this.statuses = new RequestBatcher<>(batchApi::applyStatuses, ledger::applyStatus);
    this.notifications =
        new RequestBatcher<>(
            batchApi::markDesksNotified,
            one -> {
              ledger.markDeskNotified(one.id(), one.told());
              return true;
            });
    this.receipts =
        new RequestBatcher<>(
            batchApi::receiptStates, one -> ledger.receiptState(one.id(), one.query()));
  }

  @Override
  public Arrival.Located registerInbound(Arrival arrival) {
    return arrivals.request(arrival);
  }

  @Override
  public Conversation locate(DeskAddress address) {
    return ledger.locate(address);
  }

  @Override
  public Conversation locateAtDesk(DeskConversation conversation) {
    return ledger.locateAtDesk(conversation);
  }

  @Override
  public KeptSession session(String tenant, String id) {
    return ledger.session(tenant, id);
  }

  @Override
  public KeptSession receiptSession(String tenant, String id) {
    return ledger.receiptSession(tenant, id);
  }

  @Override
  public LastInbound findLastInbound(DeskAddress address) {
    return ledger.findLastInbound(address);
  }

  @Override
  public Conversation conversation(String tenant, String id) {
    return ledger.conversation(tenant, id);
  }

  @Override
  public Reply.Located registerReply(Reply reply) {
    return replies.request(reply);
  }

  @Override
  public AtChannel findAtChannel(DeskMessage message) {
    return ledger.findAtChannel(message);
  }

  @Override
  public Begun beginDelivery(String id, Intent intent) {
    return begins.request(new BatchLedgerApi.Begin(id, intent));
  }

  @Override
  public Recorded recordOutcome(String id, DeliveryOutcome outcome) {
    return ends.request(new BatchLedgerApi.End(id, outcome));
  }

  @Override
  public Applied applyStatus(StatusUpdate update) {
    return statuses.request(update);
  }

  @Override
  public void markDeskNotified(String id, DeskNotified told) {
    notifications.request(new BatchLedgerApi.Tell(id, told));
  }

  @Override
  public ReceiptState receiptState(String id, ReceiptQuery query) {
    return receipts.request(new BatchLedgerApi.ReceiptOf(id, query));
  }

  @Override
  public Arrival.Located registerFailureNote(String id, ReceiptQuery query) {
    return ledger.registerFailureNote(id, query);
  }

  @Override
  public Progress progress(String id, String tenant) {
    return ledger.progress(id, tenant);
  }

  @Override
  public void addNote(String id, Note note) {
    ledger.addNote(id, note);
  }

  @Override
  public void recordRename(Renamed renamed) {
    ledger.recordRename(renamed);
  }

  @Override
  public MarketingAllowed marketing(MarketingQuestion question) {
    return ledger.marketing(question);
  }

  @Override
  public MarketingRecorded recordMarketing(MarketingChoice choice) {
    return ledger.recordMarketing(choice);
  }

  @Override
  public void park(Parking.Parked parked) {
    ledger.park(parked);
  }
}
