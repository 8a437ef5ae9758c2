package io.wabridge.kit.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Any number of the same event is one line a minute. */
class OccasionalLogTests {

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final OccasionalLog log = new OccasionalLog(now::get);
  private final List<String> lines = new ArrayList<>();

  private void count(String subject) {
    log.count(subject, times -> lines.add(subject + " " + times));
  }

  @Test
  void logsTheFirstAndThenOnceAMinuteWithTheNumber() {
    for (var time = 0; time < 1000; time++) {
      count("a");
    }
    assertThat(lines).containsExactly("a 1");

    now.addAndGet(Duration.ofSeconds(59).toNanos());
    count("a");
    assertThat(lines).hasSize(1);

    now.addAndGet(Duration.ofSeconds(1).toNanos());
    count("a");
    assertThat(lines).containsExactly("a 1", "a 1001");
  }

  @Test
  void subjectsAreCountedSeparately() {
    count("a");
    count("b");
    count("b");

    assertThat(lines).containsExactly("a 1", "b 1");
  }
}
