package io.wabridge.suite.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What happens to the stores: they die, stand still, are full, or forget. */
final class StoreFaults {

  private static final List<String> STORES = List.of("rabbitmq", "postgres", "redis", "s3");

  private StoreFaults() {}

  static Fault killed(String store) {
    return (scene, strike) -> {
      strike.target(store);
      var gone = scene.stores().kill(store);
      var from = System.nanoTime();
      Thread.sleep(1000 + scene.random().nextInt(2000));
      scene.stores().up();
      strike.seen(gone, "nobody listened, it answered again after " + Arsenal.since(from));
    };
  }

  /** By the hand that made the cluster: it names the node, and says what it saw. */
  static Fault cluster(String what) {
    return (scene, strike) -> {
      var said = scene.stores().cluster(what).split(": ", 2);
      strike.target(said[0]);
      strike.seen(said.length > 1, said.length > 1 ? said[1] : "nothing was seen");
    };
  }

  static void stop(Scene scene, Strike strike) throws IOException, InterruptedException {
    var store = scene.any(STORES);
    strike.target(store);
    var processes = scene.stores().processes(store);
    for (var process : processes) {
      Part.signal(process.pid(), "STOP");
    }
    Thread.sleep(scene.lasting(20));
    var stopped = processes.stream().filter(process -> Part.stopped(process.pid())).count();
    for (var process : processes.reversed()) {
      Part.signal(process.pid(), "CONT");
    }
    strike.seen(stopped > 0, "the kernel had " + stopped + " processes of it stopped");
  }

  static void memoryAlarm(Scene scene, Strike strike) throws IOException, InterruptedException {
    alarm(
        scene,
        strike,
        "mem_alarm",
        List.of("set_vm_memory_high_watermark", "absolute", "1MB"),
        List.of("set_vm_memory_high_watermark", "0.4"));
  }

  static void diskAlarm(Scene scene, Strike strike) throws IOException, InterruptedException {
    alarm(
        scene,
        strike,
        "disk_free_alarm",
        List.of("set_disk_free_limit", "900000000000000"),
        List.of("set_disk_free_limit", "50MB"));
  }

  private static void alarm(
      Scene scene, Strike strike, String alarm, List<String> on, List<String> off)
      throws IOException, InterruptedException {
    strike.target("rabbitmq");
    scene.stores().rabbitmqctl(on);
    try {
      var raised = Arsenal.await(20, () -> scene.broker().alarm(alarm));
      Thread.sleep(scene.lasting(30));
      strike.seen(raised, raised ? alarm + " was raised" : alarm + " was not seen");
    } finally {
      scene.stores().rabbitmqctl(off);
    }
  }

  /** All queues and all they held are gone; the archive of webhooks brings back what is missing. */
  static void wipe(Scene scene, Strike strike) throws IOException, InterruptedException {
    strike.target("rabbitmq");
    var waited = scene.broker().waiting();
    var gone = scene.stores().kill("rabbitmq");
    var data = scene.place().home().resolve("rabbitmq/data");
    delete(data);
    scene.judge().ask("forgotten");
    scene.stores().up();
    Thread.sleep(5000);
    var said = scene.stores().bridge("replay-archive", "--since", "1h");
    strike.seen(gone, "its data is gone, %d messages waited in it; %s".formatted(waited, said));
  }

  /**
   * The queues of a stage are deleted while it is away and nothing is in them, so that the deletion
   * itself loses nothing; only what is published afterwards can be lost.
   */
  static void unqueue(Scene scene, Strike strike) throws IOException, InterruptedException {
    var services =
        Stream.of(Services.values())
            .filter(one -> one.busyLines().contains("state-manager"))
            .filter(one -> one.busyLines().contains("rabbitmq"))
            .toList();
    var service = scene.any(services);
    strike.target("the queues of " + service);
    scene.load().pause();
    try {
      var empty = Arsenal.await(30, () -> scene.broker().waiting() == 0 && settled(scene));
      scene.fleet().of(service).kill();
      Thread.sleep(300);
      var deleted = empty ? scene.broker().delete(service.title() + ".") : 0;
      strike.seen(
          deleted > 0,
          deleted
              + " empty queues were deleted while the stage was away"
              + (empty ? "" : ": never empty"));
    } finally {
      scene.load().resume();
    }
    Arsenal.await(90, () -> scene.fleet().healthy(service));
  }

  /** The management's figures are some seconds old. */
  private static boolean settled(Scene scene) throws InterruptedException {
    Thread.sleep(6000);
    return scene.broker().waiting() == 0;
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
