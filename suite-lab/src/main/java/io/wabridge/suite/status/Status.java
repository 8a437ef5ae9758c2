package io.wabridge.suite.status;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** Prints the state of services, messages, keys, objects and queues on one screen. */
final class Status {

  private static final int SECONDS_PER_SECTION = 8;

  private Status() {}

  public static void main(String[] arguments) throws Exception {
    if (LoggerFactory.getLogger("ROOT") instanceof Logger root) {
      root.setLevel(Level.OFF);
    }
    var settings = StatusSettings.ofEnvironment();
    var screen = new StatusScreen("yes".equals(System.getenv("BRIDGE_COLOR")));
    List<StatusSection> sections =
        List.of(
            new StatusServices(settings),
            new StatusTables(settings),
            new StatusKeys(settings),
            new StatusBuckets(settings),
            new StatusQueues(settings));
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    var contents = sections.stream().map(section -> threads.submit(content(section))).toList();
    for (int i = 0; i < sections.size(); i++) {
      screen.section(sections.get(i).title(), linesOf(contents.get(i)));
    }
    System.out.print(screen);
    System.out.flush();
    // clients keep their own threads; exit without waiting for them
    System.exit(0);
  }

  private static Callable<List<String>> content(StatusSection section) {
    return section::lines;
  }

  private static List<String> linesOf(Future<List<String>> content) {
    try {
      return content.get(SECONDS_PER_SECTION, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return List.of(StatusScreen.BAD + "interrupted");
    } catch (Exception failure) {
      return List.of(StatusScreen.BAD + "does not answer: " + StatusText.reason(failure));
    }
  }
}
