package io.wabridge.suite.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** RabbitMQ alone: {@link RawChain} in a separate process, which is idle between its turns. */
final class RawBaseline implements Phase, AutoCloseable {

  /** The number of queues between a webhook and its delivery. */
  private static final int HOPS = 2;

  private final Processor processor;
  private final int inFlight;
  private final Jvm jvm;
  private final List<TurnMeasurement> turns = new ArrayList<>();
  private Percentiles times = new Percentiles(0, 0, 0, 0, 0);

  RawBaseline(Options options, Place place, Processor processor) throws IOException {
    this.processor = processor;
    this.inFlight = options.inFlight();
    jvm =
        Jvm.start(
            place,
            Jvm.flagsOf(processor.leaders(Group.SERVICES).getFirst()),
            RawChain.class,
            Integer.toString(HOPS),
            Integer.toString(inFlight),
            options.quick() ? "3" : "10");
    jvm.await("warm");
  }

  @Override
  public void turn(double seconds) throws IOException {
    processor.watch(Group.BASELINE, List.of(jvm.pid()));
    jvm.tell(Double.toString(seconds));
    jvm.await("measuring");
    var before = processor.usedMs();
    var from = System.nanoTime();
    var words = jvm.await("arrived").split(" ");
    var window = new Window(from, System.nanoTime(), before, processor.usedMs());
    turns.add(
        new TurnMeasurement(
            window.seconds(), Long.parseLong(words[1]), window.usedMs(PlainBaseline.WHOSE), 0));
    times =
        new Percentiles(
            Long.parseLong(words[2]),
            Double.parseDouble(words[3]),
            Double.parseDouble(words[4]),
            Double.parseDouble(words[5]),
            0);
  }

  @Override
  public Figures figures() {
    return Figures.of("RabbitMQ alone, %d hops".formatted(HOPS), inFlight, turns, times);
  }

  @Override
  public void close() {
    jvm.close();
  }
}
