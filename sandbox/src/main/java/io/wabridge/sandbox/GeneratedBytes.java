package io.wabridge.sandbox;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Bytes that look like a kind of file; the same size and seed give the same bytes. */
final class GeneratedBytes extends InputStream {
  private final byte[] head;
  private final long size;
  private long at;
  private long state;

  GeneratedBytes(long size, long seed, String mime) {
    this.size = size;
    this.state = seed * 0x9E3779B97F4A7C15L + 0xD1B54A32D192ED03L;
    this.head = magic(mime);
  }

  private static byte[] magic(String mime) {
    String kind = mime.split(";", 2)[0].strip();
    return switch (kind) {
      case "image/jpeg" -> HexFormat.of().parseHex("ffd8ffe000104a46494600010100");
      case "image/png" -> HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452");
      case "image/webp" -> "RIFF\0\0\0\0WEBPVP8 ".getBytes(StandardCharsets.US_ASCII);
      case "audio/ogg" -> "OggS\0\2".getBytes(StandardCharsets.US_ASCII);
      case "video/mp4", "audio/mp4" -> "\0\0\0\30ftypisom".getBytes(StandardCharsets.US_ASCII);
      case "application/pdf" -> "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII);
      default -> new byte[0];
    };
  }

  @Override
  public int read() {
    if (at >= size) {
      return -1;
    }
    int value = at < head.length ? head[(int) at] & 0xff : random();
    at++;
    return value;
  }

  private int random() {
    state ^= state << 13;
    state ^= state >>> 7;
    state ^= state << 17;
    return (int) (state >>> 33) & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (at >= size) {
      return length == 0 ? 0 : -1;
    }
    int count = (int) Math.min(length, size - at);
    for (int i = 0; i < count; i++) {
      target[offset + i] = (byte) read();
    }
    return count;
  }
}
