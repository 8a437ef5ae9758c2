package io.wabridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A browser's recording becomes an Ogg file with the same packets. */
class WebmOpusTests {

  private static final byte[] HEAD =
      "OpusHead\u0001\u0001\u0038\u0001\u0080\u00BB\0\0\0\0\0"
          .getBytes(StandardCharsets.ISO_8859_1);

  /** As a browser makes it: segment and clusters of unknown size, one packet of 20 ms a block. */
  static byte[] recording(int packets) {
    var file = new ByteArrayOutputStream();
    file.writeBytes(
        element(0x1A45DFA3, element(0x4282, "webm".getBytes(StandardCharsets.US_ASCII))));
    unknown(file, 0x18538067);
    file.writeBytes(
        element(
            0x1654AE6B,
            element(
                0xAE,
                joined(
                    element(0xD7, new byte[] {1}),
                    element(0x86, "A_OPUS".getBytes(StandardCharsets.US_ASCII)),
                    element(0x63A2, HEAD),
                    element(0xE1, element(0x9F, new byte[] {1}))))));
    unknown(file, 0x1F43B675);
    file.writeBytes(element(0xE7, new byte[] {0}));
    for (var packet = 0; packet < packets; packet++) {
      file.writeBytes(
          element(
              0xA3,
              joined(new byte[] {(byte) 0x81, 0, (byte) packet, (byte) 0x80}, packet(packet))));
    }
    return file.toByteArray();
  }

  /** One frame of 20 ms; some are longer than a segment of Ogg, one is exactly as long. */
  private static byte[] packet(int number) {
    var packet = new byte[number == 3 ? 255 : 100 + 40 * (number % 8)];
    Arrays.fill(packet, (byte) number);
    packet[0] = (byte) (31 << 3);
    return packet;
  }

  private static byte[] element(int id, byte[] content) {
    var file = new ByteArrayOutputStream();
    id(file, id);
    file.write(0x10);
    file.write(content.length >> 16);
    file.write(content.length >> 8);
    file.write(content.length);
    file.writeBytes(content);
    return file.toByteArray();
  }

  private static void unknown(ByteArrayOutputStream file, int id) {
    id(file, id);
    file.writeBytes(new byte[] {1, -1, -1, -1, -1, -1, -1, -1});
  }

  private static void id(ByteArrayOutputStream file, int id) {
    for (var shift = 24; shift >= 0; shift -= 8) {
      if (id >>> shift != 0) {
        file.write(id >>> shift);
      }
    }
  }

  private static byte[] joined(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (var part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** The packets of an Ogg file, read page by page. */
  private static List<byte[]> packets(byte[] ogg) {
    var packets = new ArrayList<byte[]>();
    var file = ByteBuffer.wrap(ogg).order(ByteOrder.LITTLE_ENDIAN);
    var packet = new ByteArrayOutputStream();
    var number = 0;
    while (file.hasRemaining()) {
      var start = file.position();
      var name = new byte[4];
      file.get(name);
      assertThat(name).asString().isEqualTo("OggS");
      file.position(start + 18);
      assertThat(file.getInt()).isEqualTo(number++);
      var sum = file.getInt();
      var lacing = new byte[file.get() & 0xFF];
      file.get(lacing);
      for (var length : lacing) {
        var part = new byte[length & 0xFF];
        file.get(part);
        packet.writeBytes(part);
        if (part.length < 255) {
          packets.add(packet.toByteArray());
          packet.reset();
        }
      }
      var page = Arrays.copyOfRange(ogg, start, file.position());
      Arrays.fill(page, 22, 26, (byte) 0);
      assertThat(OggOpus.checksum(page)).isEqualTo(sum);
    }
    return packets;
  }

  @Test
  void everyPacketArrivesUnchanged() {
    var ogg = OggOpus.of(WebmOpus.read(recording(120)).orElseThrow());

    var packets = packets(ogg);
    assertThat(packets).hasSize(122);
    assertThat(packets.get(0)).isEqualTo(HEAD);
    assertThat(new String(packets.get(1), StandardCharsets.US_ASCII)).startsWith("OpusTags");
    for (var packet = 0; packet < 120; packet++) {
      assertThat(packets.get(packet + 2)).isEqualTo(packet(packet));
    }
    assertThat(OpusHead.mono(ogg)).isTrue();
    var last = ogg.length;
    while (!new String(ogg, last - 4, 4, StandardCharsets.ISO_8859_1).equals("OggS")) {
      last--;
    }
    var page = ByteBuffer.wrap(ogg, last - 4, 18).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(ogg[last + 1]).isEqualTo((byte) 4);
    assertThat(page.getLong(last + 2)).isEqualTo(120L * 960);
  }

  @Test
  void countsSamplesByTheFirstByte() {
    assertThat(OggOpus.samples(new byte[] {(byte) (31 << 3)})).isEqualTo(960);
    assertThat(OggOpus.samples(new byte[] {(byte) (16 << 3)})).isEqualTo(120);
    assertThat(OggOpus.samples(new byte[] {(byte) (3 << 3 | 1)})).isEqualTo(2 * 2880);
    assertThat(OggOpus.samples(new byte[] {(byte) (13 << 3 | 3), 4})).isEqualTo(4 * 960);
    assertThat(OggOpus.samples(new byte[0])).isZero();
  }

  @Test
  void whatIsNoSuchRecordingIsNone() {
    assertThat(WebmOpus.read(new byte[0])).isEmpty();
    assertThat(WebmOpus.read("not a recording".getBytes(StandardCharsets.US_ASCII))).isEmpty();
    var vorbis = new String(recording(3), StandardCharsets.ISO_8859_1).replace("A_OPUS", "A_FLAC");
    assertThat(WebmOpus.read(vorbis.getBytes(StandardCharsets.ISO_8859_1))).isEmpty();
  }

  @Test
  void aRecordingThatWasCutOffKeepsWhatItHas() {
    var whole = recording(10);
    var cut = WebmOpus.read(Arrays.copyOf(whole, whole.length - 20)).orElseThrow();
    assertThat(cut.packets()).hasSize(9);
  }
}
