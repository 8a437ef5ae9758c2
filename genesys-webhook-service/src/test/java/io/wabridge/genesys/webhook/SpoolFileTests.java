package io.wabridge.genesys.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.kit.store.RecordLog.Batch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records in the spool survive in order; an incomplete record is cut off. */
class SpoolFileTests {

  @TempDir Path directory;

  private SpoolFile open(long limit) throws IOException {
    return new SpoolFile(directory.resolve("deep/er/spool"), limit);
  }

  private static List<byte[]> records(String... texts) {
    return List.of(texts).stream().map(text -> text.getBytes(UTF_8)).toList();
  }

  private static List<String> texts(Batch batch) {
    return batch.records().stream().map(record -> new String(record, UTF_8)).toList();
  }

  @Test
  void returnsRecordsInOrderAndDropsRemovedOnes() throws IOException {
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
  void survivesARestartAndCutsOffAnIncompleteRecord() throws IOException {
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
  void readsFilesWithoutChecksums() throws IOException {
    var path = directory.resolve("deep/er/spool");
    Files.createDirectories(path.getParent());
    Files.write(path, new byte[] {0, 0, 0, 3, 'o', 'l', 'd', 0, 0, 0, 5, 'o', 'l', 'd', 'e', 'r'});
    try (var spool = open(1000)) {
      spool.append(records("new"));
      var oldest = spool.oldest();
      assertThat(texts(oldest)).containsExactly("old", "older", "new");
      spool.remove(oldest);
      assertThat(spool.isEmpty()).isTrue();
    }
  }

  @Test
  void removesADamagedRecordWithTheOthers() throws IOException {
    try (var spool = open(1000)) {
      spool.append(records("one", "two"));
    }
    var path = directory.resolve("deep/er/spool");
    var bytes = Files.readAllBytes(path);
    bytes[bytes.length - 1] ^= 1;
    Files.write(path, bytes);
    try (var spool = open(1000)) {
      var oldest = spool.oldest();
      assertThat(texts(oldest)).containsExactly("one");
      assertThat(oldest.damages()).hasSize(1);
      spool.remove(oldest);
      assertThat(spool.isEmpty()).isTrue();
      assertThat(spool.bytes()).isZero();
    }
  }

  @Test
  void refusesABatchThatDoesNotFit() throws IOException {
    try (var spool = open(30)) {
      assertThat(spool.append(records("0123456789"))).isTrue();
      assertThat(spool.append(records("a", "0123456789"))).isFalse();
      assertThat(texts(spool.oldest())).containsExactly("0123456789");
    }
  }
}
