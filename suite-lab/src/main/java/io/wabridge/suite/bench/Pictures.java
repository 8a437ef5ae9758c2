package io.wabridge.suite.bench;

import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * The pictures that persons and agents send: a few, of different sizes, known to both simulators.
 */
final class Pictures {

  private static final int COUNT = 16;
  private final byte[][] files = new byte[COUNT][];
  private final long[] sums = new long[COUNT];
  private final String[] digests = new String[COUNT];

  Pictures(long seed) {
    var random = new Random(seed);
    for (var i = 0; i < COUNT; i++) {
      files[i] = new byte[2000 + random.nextInt(40_000)];
      random.nextBytes(files[i]);
      // the bridge refuses a file without the signature of a picture
      var jpeg = new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0};
      System.arraycopy(jpeg, 0, files[i], 0, jpeg.length);
      sums[i] = sum(files[i], 0, files[i].length);
      digests[i] = Base64.getEncoder().encodeToString(sha256(files[i]));
    }
  }

  int of(Message message) {
    return (message.talk.number + message.number) % COUNT;
  }

  byte[] file(int number) {
    return files[number];
  }

  String digest(int number) {
    return digests[number];
  }

  boolean same(int number, byte[] bytes, int from, int to) {
    return to - from == files[number].length && sum(bytes, from, to) == sums[number];
  }

  long sum(int number) {
    return sums[number];
  }

  static long sum(byte[] bytes, int from, int to) {
    var crc = new CRC32();
    crc.update(bytes, from, to - from);
    return crc.getValue();
  }

  /** The file inside a multipart form, or an empty array. */
  static byte[] ofForm(byte[] form) {
    var text = new String(form, java.nio.charset.StandardCharsets.ISO_8859_1);
    var part = text.indexOf("name=\"file\"");
    var from = text.indexOf("\r\n\r\n", Math.max(part, 0)) + 4;
    var to = text.lastIndexOf("\r\n--");
    return part < 0 || to < from ? new byte[0] : Arrays.copyOfRange(form, from, to);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return java.security.MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
