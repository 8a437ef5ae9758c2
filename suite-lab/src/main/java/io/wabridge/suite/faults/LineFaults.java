package io.wabridge.suite.faults;

import java.util.List;

/** Faults of network connections: pauses, resets, delays, limited bandwidth. */
final class LineFaults {

  private static final List<String> RESET_TARGETS =
      List.of("rabbitmq", "postgres", "redis", "s3", "state-manager", "tenant-service", "desk");

  private LineFaults() {}

  static void blackHole(FaultContext context, InjectedFault injected) throws InterruptedException {
    var proxy = context.pick(context.wiring().busy());
    injected.target(proxy);
    proxy.affected();
    proxy.pause();
    Thread.sleep(context.duration(30));
    proxy.restore();
    var held = proxy.affected();
    injected.confirm(held > 0, held + " chunks and connections were held");
  }

  /** Pauses a line and then resets it: data in transit is lost. */
  static void cut(FaultContext context, InjectedFault injected) throws InterruptedException {
    var proxy = context.pick(context.wiring().busy());
    injected.target(proxy);
    proxy.affected();
    proxy.pause();
    Thread.sleep(context.duration(30));
    var held = proxy.affected();
    proxy.reset();
    proxy.restore();
    injected.confirm(held > 0, held + " chunks and connections were lost");
  }

  /** Repeatedly resets all connections to one target; new ones work in between. */
  static void resetRepeatedly(FaultContext context, InjectedFault injected)
      throws InterruptedException {
    var to = context.pick(RESET_TARGETS);
    injected.target("all lines to " + to);
    var proxies = context.wiring().to(to);
    proxies.forEach(FaultProxy::affected);
    var until = System.nanoTime() + context.duration(15) * 1_000_000;
    while (System.nanoTime() < until) {
      proxies.forEach(FaultProxy::reset);
      Thread.sleep(500 + context.random().nextInt(500));
    }
    var reset = proxies.stream().mapToLong(FaultProxy::affected).sum();
    injected.confirm(reset > 0, reset + " connections were reset");
  }

  static void slowDatabase(FaultContext context, InjectedFault injected)
      throws InterruptedException {
    injected.target("all lines to postgres");
    var proxies = context.wiring().to("postgres");
    proxies.forEach(FaultProxy::affected);
    proxies.forEach(proxy -> proxy.delay(500));
    Thread.sleep(context.duration(30));
    proxies.forEach(FaultProxy::restore);
    var delayed = proxies.stream().mapToLong(FaultProxy::affected).sum();
    injected.confirm(delayed > 0, delayed + " answers were delayed by half a second");
  }

  static void throttle(FaultContext context, InjectedFault injected) throws InterruptedException {
    var proxy = context.pick(context.wiring().busy());
    injected.target(proxy);
    proxy.affected();
    var before = proxy.bytes();
    proxy.throttle(10_000);
    Thread.sleep(context.duration(30));
    proxy.restore();
    var chunks = proxy.affected();
    injected.confirm(
        chunks > 0, "%d chunks, %d bytes throttled".formatted(chunks, proxy.bytes() - before));
  }
}
