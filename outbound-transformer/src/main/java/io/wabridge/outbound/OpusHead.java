package io.wabridge.outbound;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The beginning of an Ogg file with one Opus stream (RFC 7845, section 5.1). */
final class OpusHead {

  /** How much of the file is needed. */
  static final int LENGTH = 38;

  private static final int HEADER = 28;
  private static final int CHANNELS = HEADER + 9;

  private OpusHead() {}

  /** Whether the file is an Opus recording with one channel. */
  static boolean mono(byte[] head) {
    return head.length >= LENGTH
        && has(head, 0, "OggS")
        && has(head, HEADER, "OpusHead")
        && head[CHANNELS] == 1;
  }

  private static boolean has(byte[] head, int at, String mark) {
    return Arrays.equals(
        Arrays.copyOfRange(head, at, at + mark.length()), mark.getBytes(StandardCharsets.US_ASCII));
  }
}
