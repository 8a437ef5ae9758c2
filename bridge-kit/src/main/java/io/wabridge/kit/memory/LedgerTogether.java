package io.wabridge.kit.memory;

import io.wabridge.kit.lane.Parking;

/** The ledger, with what every message needs asked together with others. */
public final class LedgerTogether implements Ledger {

  private final Ledger ledger;
  private final Together<Arrival, Arrival.Located> arrivals;
  private final Together<Reply, Reply.Located> replies;
  private final Together<ManyToLedger.Begin, Begun> begins;
  private final Together<ManyToLedger.End, Boolean> ends;
  private final Together<Became, Applied> statuses;
  private final Together<ManyToLedger.Tell, Boolean> tellings;

  public LedgerTogether(Ledger ledger, ManyToLedger many) {
    this.ledger = ledger;
    this.arrivals = new Together<>(many::arrived, ledger::arrived);
    this.replies = new Together<>(many::replied, ledger::replied);
    this.begins = new Together<>(many::begin, one -> ledger.begin(one.id(), one.intent()));
    this.ends =
        new Together<>(
            many::end,
            one -> {
              ledger.end(one.id(), one.ended());
              return true;
            });
    this.statuses = new Together<>(many::became, ledger::became);
    this.tellings =
        new Together<>(
            many::told,
            one -> {
              ledger.told(one.id(), one.told());
              return true;
            });
  }

  @Override
  public Arrival.Located arrived(Arrival arrival) {
    return arrivals.ask(arrival);
  }

  @Override
  public Reply.Located replied(Reply reply) {
    return replies.ask(reply);
  }

  @Override
  public Begun begin(String id, Intent intent) {
    return begins.ask(new ManyToLedger.Begin(id, intent));
  }

  @Override
  public void end(String id, Ended ended) {
    ends.ask(new ManyToLedger.End(id, ended));
  }

  @Override
  public Applied became(Became became) {
    return statuses.ask(became);
  }

  @Override
  public void told(String id, Told told) {
    tellings.ask(new ManyToLedger.Tell(id, told));
  }

  @Override
  public void renamed(Renamed renamed) {
    ledger.renamed(renamed);
  }

  @Override
  public void park(Parking.Parked parked) {
    ledger.park(parked);
  }
}
