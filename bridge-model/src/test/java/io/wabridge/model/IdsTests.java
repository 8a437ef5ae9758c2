package io.wabridge.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** New ids. */
class IdsTests {

  @Test
  void areOrderedByTheirCreationTime() throws InterruptedException {
    var ids = new ArrayList<String>();
    for (var i = 0; i < 20; i++) {
      ids.add(Ids.next());
      Thread.sleep(2);
    }

    assertThat(ids).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void areOrderedWithinAMillisecond() {
    var ids = Stream.generate(Ids::next).limit(10_000).toList();

    assertThat(ids).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void areUuidsOfVersionSeven() {
    var id = UUID.fromString(Ids.next());

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16)
        .isBetween(System.currentTimeMillis() - 5000, System.currentTimeMillis());
  }

  @Test
  void areUnique() {
    var ids = new HashSet<String>();
    for (var i = 0; i < 100_000; i++) {
      ids.add(Ids.next());
    }

    assertThat(ids).hasSize(100_000);
  }
}
