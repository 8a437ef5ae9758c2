package io.wabridge.outbound;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes Opus packets into an Ogg file (RFC 3533, RFC 7845). The sound is not changed. */
final class OggOpus {

  private static final int CONTINUES = 0;
  private static final int FIRST = 2;
  private static final int LAST = 4;

  private static final int SEGMENTS = 255;
  private static final int PACKETS = 50;
  private static final int PER_MILLISECOND = 48;
  private static final int SERIAL = 0x57414252;
  private static final int POLYNOMIAL = 0x04C11DB7;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private int page;

  private OggOpus() {}

  static byte[] of(WebmOpus recording) {
    var ogg = new OggOpus();
    ogg.write(FIRST, 0, List.of(recording.head()));
    ogg.write(CONTINUES, 0, List.of(tags()));
    ogg.write(recording.packets());
    return ogg.file.toByteArray();
  }

  private static byte[] tags() {
    var vendor = "wabridge".getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(16 + vendor.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("OpusTags".getBytes(StandardCharsets.US_ASCII))
        .putInt(vendor.length)
        .put(vendor)
        .putInt(0)
        .array();
  }

  private void write(List<byte[]> packets) {
    var together = new ArrayList<byte[]>();
    var segments = 0;
    var samples = 0L;
    for (var packet : packets) {
      var needed = packet.length / 255 + 1;
      if (segments + needed > SEGMENTS || together.size() == PACKETS) {
        write(CONTINUES, samples, together);
        together.clear();
        segments = 0;
      }
      together.add(packet);
      segments += needed;
      samples += samples(packet);
    }
    write(LAST, samples, together);
  }

  /** How many samples a packet holds at 48 kHz (RFC 6716, section 3.1). */
  static int samples(byte[] packet) {
    if (packet.length == 0) {
      return 0;
    }
    var config = (packet[0] & 0xFF) >> 3;
    var frame =
        config < 12
            ? new int[] {10, 20, 40, 60}[config % 4] * PER_MILLISECOND
            : config < 16
                ? new int[] {10, 20}[config % 2] * PER_MILLISECOND
                : 120 << config % 4; // 2.5 ms, and twice as much at each step
    var frames =
        switch (packet[0] & 3) {
          case 0 -> 1;
          case 1, 2 -> 2;
          default -> packet.length < 2 ? 0 : packet[1] & 0x3F;
        };
    return frame * frames;
  }

  private void write(int flags, long samples, List<byte[]> packets) {
    var lacing = new ByteArrayOutputStream();
    var content = new ByteArrayOutputStream();
    for (var packet : packets) {
      for (var left = packet.length; ; left -= 255) {
        lacing.write(Math.min(left, 255));
        if (left < 255) {
          break;
        }
      }
      content.writeBytes(packet);
    }
    var bytes =
        ByteBuffer.allocate(27 + lacing.size() + content.size())
            .order(ByteOrder.LITTLE_ENDIAN)
            .put("OggS".getBytes(StandardCharsets.US_ASCII))
            .put((byte) 0)
            .put((byte) flags)
            .putLong(samples)
            .putInt(SERIAL)
            .putInt(page++)
            .putInt(0)
            .put((byte) lacing.size())
            .put(lacing.toByteArray())
            .put(content.toByteArray());
    bytes.putInt(22, checksum(bytes.array()));
    file.writeBytes(bytes.array());
  }

  static int checksum(byte[] page) {
    var sum = 0;
    for (var one : page) {
      sum ^= (one & 0xFF) << 24;
      for (var bit = 0; bit < 8; bit++) {
        sum = sum < 0 ? sum << 1 ^ POLYNOMIAL : sum << 1;
      }
    }
    return sum;
  }
}
