package io.wabridge.suite.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * RabbitMQ alone: {@link RawChain} in a process of its own, which stands by until it is its turn.
 */
final class RawBaseline implements Phase, AutoCloseable {

  /** Queues between a webhook and the delivery: see the way of a message. */
  private static final int HOPS = 2;

  private final Processor processor;
  private final int underWay;
  private final Jvm jvm;
  private final List<Stretch> turns = new ArrayList<>();
  private Percentiles times = new Percentiles(0, 0, 0, 0, 0);

  RawBaseline(Options options, Place place, Processor processor) throws IOException {
    this.processor = processor;
    this.underWay = options.underWay();
    jvm =
        Jvm.start(
            place,
            Jvm.flagsOf(processor.leaders(Group.SERVICES).getFirst()),
            RawChain.class,
            Integer.toString(HOPS),
            Integer.toString(underWay),
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
        new Stretch(
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
    return Figures.of("RabbitMQ alone, %d hops".formatted(HOPS), underWay, turns, times);
  }

  @Override
  public void close() {
    jvm.close();
  }
}
