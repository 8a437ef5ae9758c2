package io.wabridge.suite.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** {@link PlainRoute} in a process of its own, with the bridge's load and the bridge's far end. */
final class PlainBaseline implements AutoCloseable {

  /** The bridge stands by, too; what it uses meanwhile is not the baseline's. */
  static final List<Group> WHOSE = List.of(Group.BASELINE, Group.BROKER, Group.LOAD);

  private final Options options;
  private final Processor processor;
  private final Ends ends;
  private final Stopwatch stopwatch;
  private final Judge judge = new Judge();
  private final Jvm jvm;
  private final Wire wire;
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
    wire = new Wire("127.0.0.1", Integer.parseInt(jvm.await("listening").split(" ")[1]));
    Load.Voice persons =
        (message, file) -> {
          var body = ends.phones.said(message, file);
          var headers = WhatsAppSide.signed(message.talk.tenant, body);
          return wire.send("POST", "/webhooks/plain", headers, body);
        };
    load = new Load(world.talks(), persons, persons, judge, options.seed());
  }

  void warmUp(Consumer<String> say) throws Exception {
    var from = System.nanoTime();
    var said =
        judged(() ->
            load.closed(options.underWay(), true, options.warmUpSeconds(), options.plainWarmUp()));
    say.accept(
        "  warm-up of the plain route: %d messages in %.0f s"
            .formatted(said.size(), (System.nanoTime() - from) / 1e9));
  }

  Watched saturated() {
    return Watched.saturated(
        "plain route, saturated",
        options.underWay(),
        turn(seconds -> load.closed(options.underWay(), true, seconds)));
  }

  Watched byTheClock(double perSecond) {
    return Watched.byTheClock(
        "plain route, %.0f/s".formatted(perSecond),
        perSecond,
        turn(seconds -> load.byTheClock(perSecond, 1, seconds)));
  }

  private Watched.Turn turn(Stopwatch.Spell spell) {
    return seconds -> {
      processor.watch(Group.BASELINE, List.of(jvm.pid()));
      return judged(() -> stopwatch.measure(0.5, seconds, judge, WHOSE, spell));
    };
  }

  /** What the plain route disorders is no matter of the bridge's judge. */
  private <T> T judged(Callable<T> spell) throws Exception {
    var bridges = ends.judge();
    ends.judge(judge);
    try {
      var found = spell.call();
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
    wire.close();
    jvm.close();
  }
}
