package io.wabridge.suite.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Faults of the stores: they are killed, paused, full, or lose their data. */
final class StoreFaults {

  private static final List<String> STORES = List.of("rabbitmq", "postgres", "redis", "s3");

  private StoreFaults() {}

  static Fault kill(String store) {
    return (context, injected) -> {
      injected.target(store);
      var gone = context.stores().kill(store);
      var from = System.nanoTime();
      Thread.sleep(1000 + context.random().nextInt(2000));
      context.stores().up();
      injected.confirm(
          gone, "its port was closed, it answered again after " + FaultCatalog.elapsed(from));
    };
  }

  /** Injected by the cluster's script, which names the node and reports the effect. */
  static Fault cluster(String what) {
    return (context, injected) -> {
      var said = context.stores().cluster(what).split(": ", 2);
      injected.target(said[0]);
      injected.confirm(said.length > 1, said.length > 1 ? said[1] : "no effect was reported");
    };
  }

  static void stop(FaultContext context, InjectedFault injected)
      throws IOException, InterruptedException {
    var store = context.pick(STORES);
    injected.target(store);
    var processes = context.stores().processes(store);
    for (var process : processes) {
      ManagedProcess.signal(process.pid(), "STOP");
    }
    Thread.sleep(context.duration(20));
    var stopped =
        processes.stream().filter(process -> ManagedProcess.paused(process.pid())).count();
    for (var process : processes.reversed()) {
      ManagedProcess.signal(process.pid(), "CONT");
    }
    injected.confirm(
        stopped > 0, "the kernel reported " + stopped + " of its processes as stopped");
  }

  static void memoryAlarm(FaultContext context, InjectedFault injected)
      throws IOException, InterruptedException {
    alarm(
        context,
        injected,
        "mem_alarm",
        List.of("set_vm_memory_high_watermark", "absolute", "1MB"),
        List.of("set_vm_memory_high_watermark", "0.4"));
  }

  static void diskAlarm(FaultContext context, InjectedFault injected)
      throws IOException, InterruptedException {
    alarm(
        context,
        injected,
        "disk_free_alarm",
        List.of("set_disk_free_limit", "900000000000000"),
        List.of("set_disk_free_limit", "50MB"));
  }

  private static void alarm(
      FaultContext context, InjectedFault injected, String alarm, List<String> on, List<String> off)
      throws IOException, InterruptedException {
    injected.target("rabbitmq");
    context.stores().rabbitmqctl(on);
    try {
      var raised = FaultCatalog.await(20, () -> context.broker().alarm(alarm));
      Thread.sleep(context.duration(30));
      injected.confirm(raised, raised ? alarm + " was raised" : alarm + " was not reported");
    } finally {
      context.stores().rabbitmqctl(off);
    }
  }

  /** Deletes all queues and their messages; the archived webhooks are replayed afterwards. */
  static void wipe(FaultContext context, InjectedFault injected)
      throws IOException, InterruptedException {
    injected.target("rabbitmq");
    var waited = context.broker().waiting();
    var gone = context.stores().kill("rabbitmq");
    var data = context.place().home().resolve("rabbitmq/data");
    delete(data);
    context.judge().ask("store-lost");
    context.stores().up();
    Thread.sleep(5000);
    var said = context.stores().bridge("replay-archive", "--since", "1h");
    injected.confirm(
        gone, "its data is deleted, with %d waiting messages; %s".formatted(waited, said));
  }

  /**
   * Deletes the queues of a stage while it is down and they are empty, so that the deletion itself
   * loses nothing; only later publishes can be lost.
   */
  static void deleteQueues(FaultContext context, InjectedFault injected)
      throws IOException, InterruptedException {
    var services =
        Stream.of(Services.values())
            .filter(one -> one.busyLines().contains("state-manager"))
            .filter(one -> one.busyLines().contains("rabbitmq"))
            .toList();
    var service = context.pick(services);
    injected.target("the queues of " + service);
    context.load().pause();
    try {
      var empty = FaultCatalog.await(30, () -> context.broker().waiting() == 0 && settled(context));
      context.fleet().of(service).kill();
      Thread.sleep(300);
      var deleted = empty ? context.broker().delete(service.title() + ".") : 0;
      injected.confirm(
          deleted > 0,
          deleted
              + " empty queues were deleted while the stage was down"
              + (empty ? "" : ": never empty"));
    } finally {
      context.load().resume();
    }
    FaultCatalog.await(90, () -> context.fleet().healthy(service));
  }

  /** The management API's figures are some seconds old. */
  private static boolean settled(FaultContext context) throws InterruptedException {
    Thread.sleep(6000);
    return context.broker().waiting() == 0;
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
