package io.wabridge.suite.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** The services' processor time and allocations by method, recorded by Java Flight Recorder. */
final class Profile {

  private static final String OURS = "io.wabridge.";
  private static final String ALL = "all samples";
  private static final int ROWS = 40;

  private final Place place;
  private final Collection<Long> pids;
  private final String name;
  private Map<String, Long> threadsBefore = Map.of();
  private Map<String, Long> threads = Map.of();

  Profile(Place place, Collection<Long> pids, String name) {
    this.place = place;
    this.pids = pids;
    this.name = name;
  }

  void start() throws IOException, InterruptedException {
    for (var pid : pids) {
      jcmd(pid, "JFR.configure", "stackdepth=256");
      jcmd(
          pid,
          "JFR.start",
          "name=bench",
          "settings=none",
          "+jdk.CPUTimeSample#enabled=true",
          "+jdk.CPUTimeSample#throttle=10ms",
          "+jdk.ObjectAllocationSample#enabled=true",
          "+jdk.ObjectAllocationSample#throttle=300/s");
    }
    threadsBefore = Threads.usedMs(pids);
  }

  void stop() throws IOException, InterruptedException {
    threads = Threads.usedMs(pids);
    for (var pid : pids) {
      jcmd(pid, "JFR.stop", "name=bench", "filename=" + file(pid));
    }
  }

  private Path file(long pid) {
    return place.home().resolve("%s-%d.jfr".formatted(name, pid));
  }

  private void jcmd(long pid, String... words) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(place.get("JAVA_HOME") + "/bin/jcmd");
    command.add(Long.toString(pid));
    command.addAll(List.of(words));
    var log = place.home().resolve("profile.log").toFile();
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start()
        .waitFor();
  }

  void print(Consumer<String> say) throws IOException {
    var self = new HashMap<String, Long>();
    var ours = new HashMap<String, Long>();
    var entries = new HashMap<String, Long>();
    var memory = new HashMap<String, Long>();
    var samples = 0L;
    for (var pid : pids) {
      try (var recording = new RecordingFile(file(pid))) {
        while (recording.hasMoreEvents()) {
          var event = recording.readEvent();
          var frames = frames(event);
          if (frames.isEmpty()) {
            continue;
          }
          if (event.getEventType().getName().equals("jdk.CPUTimeSample")) {
            samples++;
            self.merge(frames.getFirst(), 1L, Long::sum);
            new HashSet<>(frames)
                .stream()
                    .filter(frame -> frame.startsWith(OURS))
                    .forEach(frame -> ours.merge(frame, 1L, Long::sum));
            entries.merge(entry(frames), 1L, Long::sum);
          } else if (event.getEventType().getName().equals("jdk.ObjectAllocationSample")) {
            memory.merge(entry(frames), event.getLong("weight"), Long::sum);
          }
        }
      }
    }
    var used = new HashMap<>(threads);
    threadsBefore.forEach((thread, ms) -> used.merge(thread, -ms, Long::sum));
    say.accept("");
    say.accept("profile of %s, %d samples of 10 ms".formatted(name, samples));
    rows("processor time by thread, %", used, 20, say);
    rows("in this method itself, %", self, ROWS, say);
    ours.put(ALL, samples);
    rows("in this method of the bridge and what it calls, %", ours, ROWS, say);
    rows(
        "where the bridge calls a library (or a library's outermost method), %",
        entries, ROWS, say);
    rows("memory allocated there, %", memory, ROWS, say);
  }

  private static void rows(String title, Map<String, Long> counts, int most, Consumer<String> say) {
    // inclusive figures add up to more than the total
    var whole =
        counts.containsKey(ALL)
            ? counts.get(ALL)
            : counts.values().stream().mapToLong(count -> count).sum();
    say.accept("");
    say.accept(title);
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(most)
        .filter(row -> row.getValue() > 0)
        .forEach(row ->
            say.accept("  %5.1f  %s".formatted(100.0 * row.getValue() / whole, row.getKey())));
  }

  private static List<String> frames(RecordedEvent event) {
    var trace = event.getStackTrace();
    return trace == null ? List.of() : trace.getFrames().stream().map(Profile::title).toList();
  }

  private static String title(RecordedFrame frame) {
    var type = frame.getMethod().getType().getName();
    return type.replaceFirst("\\$\\$Lambda.*", "\\$\\$Lambda") + "." + frame.getMethod().getName();
  }

  /**
   * The innermost method of the bridge and what it called, or the outermost library method if there
   * is none.
   */
  private static String entry(List<String> frames) {
    for (var i = 0; i < frames.size(); i++) {
      if (frames.get(i).startsWith(OURS)) {
        return frames.get(i) + (i == 0 ? "" : " -> " + frames.get(i - 1));
      }
    }
    for (var frame : frames.reversed()) {
      if (!frame.startsWith("java.") && !frame.startsWith("jdk.")) {
        return frame;
      }
    }
    return frames.getLast();
  }
}
