package io.wabridge.suite.bench;

import java.util.List;
import java.util.function.Consumer;

/** The figures as a person reads them. */
final class Table {

  private final List<Figures> figures;

  Table(List<Figures> figures) {
    this.figures = figures;
  }

  void print(Consumer<String> say) {
    say.accept("");
    say.accept(
        "phase                     accepted/s delivered/s   ack p50   p99    end to end p50    p99  p99.9 ms");
    for (var one : figures) {
      say.accept(
          "%-26s %9.0f %11.0f %9.1f %6.1f  %s"
              .formatted(
                  one.name(),
                  one.acceptedPerSecond(),
                  one.perSecond(),
                  one.ack().p50(),
                  one.ack().p99(),
                  ways(one)));
    }
    say.accept("");
    var head = new StringBuilder("CPU-ms per message            all in ");
    Figures.groups().forEach(group -> head.append("%10s".formatted(group.title)));
    say.accept(head + "   busy   RSS MB   GC");
    for (var one : figures) {
      var row = new StringBuilder("%-26s %9.2f ".formatted(one.name(), one.perMessage()));
      Figures.groups().forEach(group -> row.append("%10.2f".formatted(one.perMessage(group))));
      say.accept(
          row
              + "  %4.0f %% %7d   %d in %.2f s"
                  .formatted(
                      one.busy() * 100,
                      one.residentMb(),
                      one.garbage().collections(),
                      one.garbage().seconds()));
    }
  }

  private static String ways(Figures one) {
    var text = new StringBuilder();
    if (one.in().count() > 0) {
      text.append(way("in ", one.in()));
    }
    if (one.out().count() > 0) {
      text.append(way("out", one.out()));
    }
    return text.toString();
  }

  private static String way(String name, Percentiles times) {
    return "  %s %8.1f %7.1f %7.1f".formatted(name, times.p50(), times.p99(), times.p999());
  }
}
