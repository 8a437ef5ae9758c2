package io.wabridge.suite.bench;

import java.io.IOException;
import java.util.List;

/** The simulated WhatsApp and Genesys, with their servers and a client for the gateway. */
final class Ends implements AutoCloseable {

  final WhatsAppSide phones;
  final DeskSide desks;
  private final LeanServer phoneServer;
  private final LeanServer deskServer;
  private volatile Judge judge = new Judge();

  Ends(Place place, KeepAliveClient gateway, String run, long seed) throws IOException {
    var files = new Pictures(seed);
    var phonePort = place.port("SANDBOX_WHATSAPP_PORT");
    var deskPort = place.port("SANDBOX_GENESYS_PORT");
    phones = new WhatsAppSide(run, phonePort, gateway, files, judge);
    desks = new DeskSide(run, deskPort, gateway, files, judge);
    phoneServer = new LeanServer(phonePort, phones::answer);
    deskServer = new LeanServer(deskPort, desks::answer);
  }

  Judge judge() {
    return judge;
  }

  /** Replaces the judge. A late message of the previous phase is then not counted. */
  void judge(Judge other) {
    judge = other;
    phones.judge = other;
    desks.judge = other;
  }

  Load load(List<Talk> talks, long seed) {
    return new Load(talks, phones::send, desks::send, judge, seed);
  }

  /**
   * Waits until all sent messages have arrived, all files are fetched, all statuses are posted and
   * no more receipts arrive. Returns the seconds that took.
   */
  double settle() throws InterruptedException {
    var from = System.nanoTime();
    judge.drained(30);
    var receipts = -1L;
    var quiet = System.nanoTime();
    while (System.nanoTime() - quiet < 300_000_000L && System.nanoTime() - from < 120e9) {
      Thread.sleep(50);
      var busy = desks.fetching.get() + phones.statusesInFlight.get() > 0;
      if (busy || desks.receipts.sum() != receipts) {
        quiet = System.nanoTime();
        receipts = desks.receipts.sum();
      }
    }
    return (quiet - from) / 1e9;
  }

  @Override
  public void close() throws IOException {
    phoneServer.close();
    deskServer.close();
  }
}
