package io.wabridge.kit.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.kit.store.RecordLog.Batch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damage costs the records it touches and no others, in the format with checksums and before. */
class RecordLogTests {

  private static final int MARKED = 12 + "first".length();

  @TempDir Path directory;
  private Path path;

  @BeforeEach
  void begin() {
    path = directory.resolve("log");
  }

  private static List<byte[]> bytes(String... texts) {
    return Arrays.stream(texts).map(text -> text.getBytes(UTF_8)).toList();
  }

  private static List<String> texts(Batch batch) {
    return batch.records().stream().map(record -> new String(record, UTF_8)).toList();
  }

  private static byte[] old(String... texts) {
    var bytes = new ByteArrayOutputStream();
    for (var text : texts) {
      bytes.writeBytes(ByteBuffer.allocate(4).putInt(text.length()).array());
      bytes.writeBytes(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private void append(String... texts) throws IOException {
    try (var log = RecordLog.open(path)) {
      log.append(bytes(texts));
    }
  }

  private Batch readAll() throws IOException {
    try (var log = RecordLog.open(path)) {
      var batch = log.read(0, Integer.MAX_VALUE);
      assertThat(batch.end()).isEqualTo(log.end());
      return batch;
    }
  }

  private void flip(int at, int bits) throws IOException {
    var bytes = Files.readAllBytes(path);
    bytes[at] ^= (byte) bits;
    Files.write(path, bytes);
  }

  @Test
  void readsInOrderAndInParts() throws IOException {
    try (var log = RecordLog.open(path)) {
      log.append(bytes("one", "two", "three"));
      var part = log.read(0, 2);
      assertThat(texts(part)).containsExactly("one", "two");
      assertThat(texts(log.read(part.end(), 2))).containsExactly("three");
      log.clear();
      assertThat(log.end()).isZero();
      log.append(bytes("four"));
      assertThat(texts(log.read(0, 2))).containsExactly("four");
    }
  }

  /** Every byte of the second record: marker, length, checksum, content. */
  @Test
  void aDamagedByteCostsOneRecord() throws IOException {
    for (var at = MARKED; at < 2 * MARKED; at++) {
      for (var bits : new int[] {1, 0x80, 0xFF}) {
        Files.deleteIfExists(path);
        append("first", "other", "third");
        flip(at, bits);

        var batch = readAll();
        assertThat(texts(batch)).as("byte %d", at).containsExactly("first", "third");
        assertThat(batch.damages()).containsExactly(new RecordLog.Damage(MARKED, MARKED));
      }
    }
  }

  @Test
  void aDamagedByteOfTheFirstRecordCostsOneRecord() throws IOException {
    for (var at = 0; at < MARKED; at++) {
      Files.deleteIfExists(path);
      append("first", "other", "third");
      flip(at, 0x80);

      assertThat(texts(readAll())).as("byte %d", at).containsExactly("other", "third");
    }
  }

  @Test
  void aDamagedLastRecordIsReportedAndWhatIsAppendedBehindItIsRead() throws IOException {
    append("first", "other");
    flip(2 * MARKED - 1, 1);

    assertThat(readAll().damages()).hasSize(1);
    append("third");
    assertThat(texts(readAll())).containsExactly("first", "third");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 7, 8, 11, 12, 16})
  void anIncompleteRecordAtTheEndIsCutOff(int length) throws IOException {
    append("first");
    var whole = Files.readAllBytes(path);
    Files.write(path, Arrays.copyOf(whole, length), StandardOpenOption.APPEND);

    var batch = readAll();
    assertThat(texts(batch)).containsExactly("first");
    assertThat(batch.damages()).isEmpty();
    assertThat(Files.size(path)).isEqualTo(whole.length);
  }

  @Test
  void aHoleOfZerosCostsTheRecordsItCovers() throws IOException {
    var records = IntStream.range(0, 100).mapToObj(n -> "%0200d".formatted(n)).toList();
    append(records.toArray(String[]::new));
    var bytes = Files.readAllBytes(path);
    Arrays.fill(bytes, 4096, 8192, (byte) 0);
    Files.write(path, bytes);

    var batch = readAll();
    assertThat(batch.damages()).hasSize(1);
    assertThat(batch.records()).hasSizeBetween(78, 80);
    assertThat(records).containsSubsequence(texts(batch));
    assertThat(texts(batch)).endsWith(records.getLast());
  }

  @Test
  void findsTheNextRecordBehindDamageThatIsLargerThanAChunk() throws IOException {
    append("first", "x".repeat(200_000), "third");
    flip(MARKED + 5, 0xFF);

    assertThat(texts(readAll())).containsExactly("first", "third");
  }

  @Test
  void theOldFormatIsReadAndRecordsWithAChecksumAreAppendedToIt() throws IOException {
    Files.write(path, old("old", "older"));
    append("new");

    assertThat(texts(readAll())).containsExactly("old", "older", "new");
  }

  @Test
  void anIncompleteRecordOfTheOldFormatIsCutOff() throws IOException {
    Files.write(path, old("old", "older"));
    Files.write(path, new byte[] {0, 0, 0, 9, 'h', 'a', 'l'}, StandardOpenOption.APPEND);
    append("new");

    var batch = readAll();
    assertThat(texts(batch)).containsExactly("old", "older", "new");
    assertThat(batch.damages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, ", "7, old"})
  void aDamagedLengthOfTheOldFormatCostsNoRecordWithAChecksum(int at, String left)
      throws IOException {
    Files.write(path, old("old", "older"));
    append("new");
    flip(at, 0x80);

    var expected = new ArrayList<String>();
    if (left != null) {
      expected.add(left);
    }
    expected.add("new");
    var batch = readAll();
    assertThat(texts(batch)).isEqualTo(expected);
    assertThat(batch.damages()).hasSize(1);
  }

  @Test
  void aLockedFileIsNotOpened() throws IOException {
    try (var log = RecordLog.create(path)) {
      log.append(bytes("one"));
      assertThat(RecordLog.openUnused(path)).isEmpty();
    }
    try (var log = RecordLog.openUnused(path).orElseThrow()) {
      assertThat(texts(log.read(0, 9))).containsExactly("one");
    }
    assertThat(RecordLog.openUnused(directory.resolve("none"))).isEmpty();
  }
}
