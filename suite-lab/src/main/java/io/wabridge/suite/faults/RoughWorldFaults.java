package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What persons' phones and WhatsApp do without being broken: the bridge must cope with it. */
final class RoughWorldFaults {

  private static final int TALKS = 9;
  private static final int GONE_SECONDS = 36_000;

  private RoughWorldFaults() {}

  /** A file that takes seconds to download, then words under another id of the same person. */
  static void wordsUnderAnotherId(FaultContext context, InjectedFault injected)
      throws IOException, InterruptedException {
    var talks =
        some(
            context,
            context.world().talks().stream()
                .filter(talk -> talk.person().naming() != Naming.BOTH)
                .toList());
    injected.target(talks.size() + " persons");
    var before = OutsideFaults.happened(context.phones(), "slow");
    var until = System.nanoTime() + context.duration(30) * 1_000_000;
    for (var round = 0; System.nanoTime() < until; round++) {
      var first = round % 2 == 0 ? "user" : "number";
      var second = round % 2 == 0 ? "number" : "user";
      for (var talk : talks) {
        var slow = Map.of("kind", "slow", "seconds", 60, "delayMs", 1000 + seed(context, 5000));
        var file =
            new MessageSender.Attached(2000 + seed(context, 20_000), seed(context, 1 << 30), slow);
        context
            .load()
            .ask(sender -> {
              if (sender.idsAreKnown(talk)) {
                sender.sendInOrder(
                    List.of(
                        sender.fromPerson(talk, first, List.of(file)),
                        sender.fromPerson(talk, second, List.of()),
                        sender.fromPerson(talk, "both", List.of())));
              }
            });
      }
      Thread.sleep(4000);
    }
    var slowed = OutsideFaults.happened(context.phones(), "slow") - before;
    injected.confirm(slowed > 0, slowed + " downloads were slow");
  }

  /** Files whose download answers 503, has no host, or answers 404 for ever; words follow them. */
  static void lateFiles(FaultContext context, InjectedFault injected)
      throws IOException, InterruptedException {
    var seconds = context.options().length() == Options.Length.LONG ? 60 : 25;
    var talks =
        some(
            context,
            context.world().talks().stream()
                .filter(talk -> talk.person().naming() == Naming.BOTH)
                .toList());
    injected.target(talks.size() + " persons");
    var kinds = List.of("503", "unknown-host", "404");
    var before = happened(context, kinds);
    for (var i = 0; i < talks.size(); i++) {
      var talk = talks.get(i);
      var kind = kinds.get(i % kinds.size());
      var fault = Map.of("kind", kind, "seconds", kind.equals("404") ? GONE_SECONDS : seconds);
      var file =
          new MessageSender.Attached(2000 + seed(context, 20_000), seed(context, 1 << 30), fault);
      context
          .load()
          .ask(sender ->
              sender.sendInOrder(
                  List.of(
                      sender.fromPerson(talk, "both", List.of(file)),
                      sender.fromPerson(talk, "both", List.of()).after(500),
                      sender.fromPerson(talk, "both", List.of()).after(1000))));
    }
    Thread.sleep(seconds * 1000L);
    var after = happened(context, kinds);
    var counts =
        IntStream.range(0, kinds.size())
            .mapToObj(i -> "%s %d times".formatted(kinds.get(i), after.get(i) - before.get(i)))
            .toList();
    injected.confirm(
        IntStream.range(0, kinds.size()).allMatch(i -> after.get(i) > before.get(i)),
        "downloads failed: " + String.join(", ", counts));
  }

  private static List<Long> happened(FaultContext context, List<String> kinds)
      throws IOException, InterruptedException {
    var counts = new ArrayList<Long>();
    for (var kind : kinds) {
      counts.add(OutsideFaults.happened(context.phones(), kind));
    }
    return counts;
  }

  /**
   * Statuses in one webhook, repeated at the same time, failed and then delivered, failed twice.
   */
  static void roughStatuses(FaultContext context, InjectedFault injected)
      throws IOException, InterruptedException {
    injected.target("WhatsApp");
    context.phones().patch("/sandbox/settings", Map.of("roughStatuses", true));
    Thread.sleep(context.duration(30));
    context.phones().patch("/sandbox/settings", Map.of("roughStatuses", false));
    var happened = new ArrayList<String>();
    for (var pattern : List.of("combined", "repeated", "failed-first", "failed-twice")) {
      happened.add("%d %s".formatted(OutsideFaults.happened(context.phones(), pattern), pattern));
    }
    injected.confirm(
        happened.stream().noneMatch(one -> one.startsWith("0 ")), String.join(", ", happened));
  }

  /** Statuses of messages that another program sent from the number of one tenant. */
  static void foreignStatuses(FaultContext context, InjectedFault injected)
      throws IOException, InterruptedException {
    var count =
        switch (context.options().length()) {
          case LONG -> 1800;
          case QUICK -> 900;
          case SHORT -> 300;
        };
    var tenant = context.pick(context.world().tenants());
    var own =
        context.world().talks().stream()
            .filter(talk -> talk.tenant().equals(tenant))
            .map(talk -> talk.person().waId());
    var strangers = IntStream.range(0, 50).mapToObj(i -> Long.toString(447_922_000_000L + i));
    injected.target("%d to %s".formatted(count, tenant.name()));
    var before = OutsideFaults.happened(context.phones(), "foreign");
    var from = System.currentTimeMillis();
    context
        .phones()
        .post(
            "/sandbox/foreign-statuses",
            Map.of(
                "number",
                tenant.number(),
                "count",
                count,
                "each",
                5,
                "to",
                Stream.concat(own, strangers).toList()));
    Thread.sleep(context.duration(30));
    injected.measure(from, System.currentTimeMillis(), tenant.name());
    var accepted = OutsideFaults.happened(context.phones(), "foreign") - before;
    injected.confirm(accepted > 0, accepted + " webhooks with foreign statuses were accepted");
  }

  private static List<World.Talk> some(FaultContext context, List<World.Talk> of) {
    var shuffled = new ArrayList<>(of);
    Collections.shuffle(shuffled, context.random());
    return shuffled.subList(0, Math.min(TALKS, shuffled.size()));
  }

  private static int seed(FaultContext context, int below) {
    return context.random().nextInt(below);
  }
}
