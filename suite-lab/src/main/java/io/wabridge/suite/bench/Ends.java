package io.wabridge.suite.bench;

import java.io.IOException;
import java.util.List;

/** Both far ends with their doors and the way to the gateway. */
final class Ends implements AutoCloseable {

  final WhatsAppSide phones;
  final DeskSide desks;
  private final LeanServer phoneDoor;
  private final LeanServer deskDoor;
  private volatile Judge judge = new Judge();

  Ends(Place place, Wire gateway, String run, long seed) throws IOException {
    var files = new Pictures(seed);
    var phonePort = place.port("SANDBOX_WHATSAPP_PORT");
    var deskPort = place.port("SANDBOX_GENESYS_PORT");
    phones = new WhatsAppSide(run, phonePort, gateway, files, judge);
    desks = new DeskSide(run, deskPort, gateway, files, judge);
    phoneDoor = new LeanServer(phonePort, phones::answer);
    deskDoor = new LeanServer(deskPort, desks::answer);
  }

  Judge judge() {
    return judge;
  }

  /** From now on somebody else judges: what comes late counts for nobody. */
  void judge(Judge other) {
    judge = other;
    phones.judge = other;
    desks.judge = other;
  }

  Load load(List<Talk> talks, long seed) {
    return new Load(talks, phones::say, desks::say, judge, seed);
  }

  /**
   * Waits until everything said has arrived, files are fetched, statuses told and no receipt comes
   * any more. Returns how many seconds that took.
   */
  double settle() throws InterruptedException {
    var from = System.nanoTime();
    judge.drained(30);
    var receipts = -1L;
    var quiet = System.nanoTime();
    while (System.nanoTime() - quiet < 300_000_000L && System.nanoTime() - from < 120e9) {
      Thread.sleep(50);
      var busy = desks.fetching.get() + phones.statusesUnderWay.get() > 0;
      if (busy || desks.receipts.sum() != receipts) {
        quiet = System.nanoTime();
        receipts = desks.receipts.sum();
      }
    }
    return (quiet - from) / 1e9;
  }

  @Override
  public void close() throws IOException {
    phoneDoor.close();
    deskDoor.close();
  }
}
