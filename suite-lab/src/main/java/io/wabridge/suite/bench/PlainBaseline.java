package io.wabridge.suite.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * {@link PlainRoute} in a separate process, with the same load and the same simulators as the
 * bridge.
 */
final class PlainBaseline implements AutoCloseable {

  /** The idle bridge's processor time does not count. */
  static final List<Group> WHOSE = List.of(Group.BASELINE, Group.BROKER, Group.LOAD);

  private final Options options;
  private final Processor processor;
  private final Ends ends;
  private final Stopwatch stopwatch;
  private final Judge judge = new Judge();
  private final Jvm jvm;
  private final KeepAliveClient client;
  private final Load load;

  PlainBaseline(Options options, Place place, Processor processor, Ends ends, World world)
      throws IOException {
    this.options = options;
    this.processor = processor;
    this.ends = ends;
    stopwatch = new Stopwatch(place, processor);
    jvm =
        Jvm.start(
            place, Jvm.flagsOf(processor.leaders(Group.SERVICES).getFirst()), PlainRoute.class);
    client =
        new KeepAliveClient("127.0.0.1", Integer.parseInt(jvm.await("listening").split(" ")[1]));
    Load.Sender persons =
        (message, file) -> {
          var body = ends.phones.webhookBody(message, file);
          var headers = WhatsAppSide.signed(message.talk.tenant, body);
          return client.send("POST", "/webhooks/plain", headers, body);
        };
    load = new Load(world.talks(), persons, persons, judge, options.seed());
  }

  void warmUp(Consumer<String> say) throws Exception {
    var from = System.nanoTime();
    var said =
        judged(() ->
            load.closedLoop(
                options.inFlight(), true, options.warmUpSeconds(), options.plainWarmUp()));
    say.accept(
        "  warm-up of the plain route: %d messages in %.0f s"
            .formatted(said.size(), (System.nanoTime() - from) / 1e9));
  }

  Watched saturated() {
    return Watched.saturated(
        "plain route, saturated",
        options.inFlight(),
        turn(seconds -> load.closedLoop(options.inFlight(), true, seconds)));
  }

  Watched atFixedRate(double perSecond) {
    return Watched.atFixedRate(
        "plain route, %.0f/s".formatted(perSecond),
        perSecond,
        turn(seconds -> load.atFixedRate(perSecond, 1, seconds)));
  }

  private Watched.Turn turn(Stopwatch.Workload workload) {
    return seconds -> {
      processor.watch(Group.BASELINE, List.of(jvm.pid()));
      return judged(() -> stopwatch.measure(0.5, seconds, judge, WHOSE, workload));
    };
  }

  /** Runs with a judge of its own, because the plain route does not keep the order. */
  private <T> T judged(Callable<T> workload) throws Exception {
    var bridges = ends.judge();
    ends.judge(judge);
    try {
      var found = workload.call();
      judge.drained(10);
      return found;
    } finally {
      ends.judge(bridges);
    }
  }

  Judge.Verdict verdict() {
    return judge.verdict();
  }

  @Override
  public void close() {
    client.close();
    jvm.close();
  }
}
