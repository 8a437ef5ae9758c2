package io.wabridge.suite.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Injects faults one after the other, in an order decided by the seed. */
final class Injection {

  private final FaultContext context;
  private final Options options;
  private final Consumer<String> say;
  private final List<InjectedFault> injected = Collections.synchronizedList(new ArrayList<>());

  Injection(FaultContext context, Consumer<String> say) {
    this.context = context;
    this.options = context.options();
    this.say = say;
  }

  /**
   * A quick run begins with each fault of a rough world, a short one with a kill of the broker, so
   * that something is redelivered. Then each of the others equally often, until the time is over.
   * If too few took effect, because some take much longer, it continues for up to twice the time.
   */
  void run() throws InterruptedException {
    var begun = System.nanoTime();
    var usual = options.seconds() * 1_000_000_000L;
    if (options.beginsWithRoughWorld()) {
      roughWorld();
    }
    var waiting = new ArrayList<FaultCatalog.Entry>();
    while (System.nanoTime() - begun < (effective() < options.enough() ? 3 * usual : usual)) {
      if (waiting.isEmpty()) {
        waiting.addAll(
            options.only().isEmpty()
                ? FaultCatalog.defaults(options.length())
                : options.only().stream().map(FaultCatalog::of).toList());
        Collections.shuffle(waiting, context.random());
        if (injected.isEmpty() && options.beginsWithBroker()) {
          waiting.removeIf(entry -> entry.code().equals(FaultCatalog.BROKER_KILLED));
          waiting.addFirst(FaultCatalog.of(FaultCatalog.BROKER_KILLED));
        }
      }
      inject(waiting.removeFirst(), context);
      pause();
    }
  }

  /**
   * The long refusal of credentials takes as long as the others combined. It concerns two tenants
   * and goes on while the others are injected for the rest.
   */
  private void roughWorld() throws InterruptedException {
    var tenants = new ArrayList<>(context.world().tenants());
    Collections.shuffle(tenants, context.random());
    var refused = List.copyOf(tenants.subList(0, 2));
    var random = new Random(context.random().nextLong());
    var two = context.within(context.world().limitedTo(refused), random);
    var refusal =
        Thread.ofPlatform()
            .name("long-refusal")
            .start(() -> inject(FaultCatalog.of(FaultCatalog.LONG_REFUSAL), two));
    tenants.removeAll(refused);
    var rest = context.within(context.world().limitedTo(tenants), context.random());
    inject(FaultCatalog.of(FaultCatalog.LATE_FILES), rest); // before others cause a backlog
    pause();
    var entries = new ArrayList<>(FaultCatalog.personsAndStatuses());
    Collections.shuffle(entries, context.random());
    for (var entry : entries) {
      inject(entry, rest);
      pause();
    }
    refusal.join();
    inject(FaultCatalog.of(FaultCatalog.SHORT_REFUSAL), context);
    pause();
  }

  private void pause() throws InterruptedException {
    Thread.sleep(options.gap() * 1000L + context.random().nextInt(1000));
  }

  private void inject(FaultCatalog.Entry entry, FaultContext where) {
    var one = new InjectedFault(entry.code(), entry.name());
    injected.add(one);
    try {
      entry.fault().inject(where.limitedTo(entry.target()), one);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      one.confirm(false, e.toString());
    }
    one.finish();
    say.accept(one.row());
  }

  List<InjectedFault> injected() {
    return List.copyOf(injected);
  }

  long effective() {
    return injected().stream().filter(InjectedFault::effective).count();
  }

  /** The faults of a rough world that did not take effect, although the run begins with them. */
  List<String> withoutEffect() {
    return injected().stream()
        .filter(one -> options.beginsWithRoughWorld() && FaultCatalog.isRoughWorld(one.code()))
        .filter(one -> !one.effective())
        .map(InjectedFault::code)
        .toList();
  }
}
