package io.wabridge.genesys.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in the spool survives, in order; what was half written does not count. */
class SpoolFileTests {

  @TempDir Path directory;

  private SpoolFile open(long limit) throws IOException {
    return new SpoolFile(directory.resolve("deep/er/spool"), limit);
  }

  private static List<byte[]> records(String... texts) {
    return List.of(texts).stream().map(text -> text.getBytes(UTF_8)).toList();
  }

  private static List<String> texts(List<byte[]> records) {
    return records.stream().map(record -> new String(record, UTF_8)).toList();
  }

  @Test
  void givesBackInOrderAndForgetsWhatWasRemoved() throws IOException {
    try (var spool = open(1000)) {
      assertThat(spool.append(records("one", "two"))).isTrue();
      var oldest = spool.oldest();
      spool.append(records("three"));
      assertThat(texts(oldest)).containsExactly("one", "two");
      spool.remove(oldest);
      assertThat(texts(spool.oldest())).containsExactly("three");
      assertThat(spool.isEmpty()).isFalse();
      spool.remove(spool.oldest());
      assertThat(spool.isEmpty()).isTrue();
    }
  }

  @Test
  void survivesAStopAndCutsOffWhatWasHalfWritten() throws IOException {
    try (var spool = open(1000)) {
      spool.append(records("kept"));
    }
    Files.write(
        directory.resolve("deep/er/spool"),
        new byte[] {0, 0, 0, 9, 'h', 'a', 'l'},
        StandardOpenOption.APPEND);
    try (var spool = open(1000)) {
      spool.append(records("next"));
      assertThat(texts(spool.oldest())).containsExactly("kept", "next");
    }
  }

  @Test
  void refusesWhatHasNoRoomAndTakesNothingOfIt() throws IOException {
    try (var spool = open(20)) {
      assertThat(spool.append(records("0123456789"))).isTrue();
      assertThat(spool.append(records("a", "0123456789"))).isFalse();
      assertThat(texts(spool.oldest())).containsExactly("0123456789");
    }
  }
}
