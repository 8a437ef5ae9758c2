package io.wabridge.suite.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorTests {

  private final Processor processor = new Processor();
  private final long me = ProcessHandle.current().pid();

  @Test
  void measuresThisProcess() {
    processor.watch(Group.LOAD, List.of(me));
    var before = used(Group.LOAD);
    var until = before + 200;
    var deadline = System.nanoTime() + 60_000_000_000L;
    while (used(Group.LOAD) < until && System.nanoTime() < deadline) {
      Math.sin(System.nanoTime());
    }
    assertThat(used(Group.LOAD)).isGreaterThanOrEqualTo(until);
  }

  /** A busy shell with a busy child: both count, also after the child has exited. */
  @Test
  void includesDescendants() throws Exception {
    var busy = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done";
    var shell = new ProcessBuilder("sh", "-c", "sh -c '" + busy + "'; read line").start();
    processor.watch(Group.STORE, List.of(shell.pid()));
    var deadline = System.nanoTime() + 60_000_000_000L;
    while (shell.descendants().findAny().isPresent() && System.nanoTime() < deadline
        || used(Group.STORE) == 0 && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    assertThat(used(Group.STORE)).isPositive();
    shell.destroy();
    shell.waitFor();
    assertThat(used(Group.STORE)).isZero();
  }

  @Test
  void reportsResidentMemory() {
    assertThat(Processor.residentMb(List.of(me))).isBetween(10L, 100_000L);
  }

  private long used(Group group) {
    return processor.usedMs().getOrDefault(group, -1L);
  }
}
