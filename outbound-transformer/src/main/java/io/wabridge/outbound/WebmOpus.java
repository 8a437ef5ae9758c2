package io.wabridge.outbound;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Opus packets of a WebM recording, as browsers make it (RFC 8794, RFC 9559): one track, no
 * lacing.
 *
 * @param head the OpusHead packet
 * @param packets in order
 */
record WebmOpus(byte[] head, List<byte[]> packets) {

  private static final int EBML = 0x1A45DFA3;
  private static final int SEGMENT = 0x18538067;
  private static final int CLUSTER = 0x1F43B675;
  private static final int TRACKS = 0x1654AE6B;
  private static final int TRACK_ENTRY = 0xAE;
  private static final int CODEC = 0x86;
  private static final int CODEC_PRIVATE = 0x63A2;
  private static final int BLOCK_GROUP = 0xA0;
  private static final int BLOCK = 0xA1;
  private static final int SIMPLE_BLOCK = 0xA3;
  private static final int LACING = 0x06;

  /** Empty if it is no such recording. A recording that was cut off ends where it was cut. */
  static Optional<WebmOpus> read(byte[] file) {
    var reader = new Reader(ByteBuffer.wrap(file));
    try {
      reader.read();
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      // cut off
    }
    return reader.result();
  }

  /** Reads element after element; what is in the containers that matter is read as well. */
  private static final class Reader {

    private final ByteBuffer file;
    private final List<byte[]> packets = new ArrayList<>();
    private byte @Nullable [] head;
    private int tracks;
    private boolean opus;
    private boolean readable = true;

    Reader(ByteBuffer file) {
      this.file = file;
    }

    Optional<WebmOpus> result() {
      var found = head;
      return readable && opus && tracks == 1 && found != null && !packets.isEmpty()
          ? Optional.of(new WebmOpus(found, List.copyOf(packets)))
          : Optional.empty();
    }

    void read() {
      if (file.remaining() < 4 || file.getInt(0) != EBML) {
        readable = false;
        return;
      }
      while (file.hasRemaining() && readable) {
        var id = number(false);
        var size = number(true);
        switch ((int) id) {
          case SEGMENT,
              CLUSTER,
              TRACKS,
              BLOCK_GROUP -> {} // its elements follow; its size may be unknown
          case TRACK_ENTRY -> tracks++;
          case CODEC ->
              opus =
                  new String(bytes(size), StandardCharsets.US_ASCII)
                      .replace("\0", "")
                      .equals("A_OPUS");
          case CODEC_PRIVATE -> head = bytes(size);
          case SIMPLE_BLOCK, BLOCK -> block(bytes(size));
          default -> bytes(size);
        }
      }
    }

    /** Track, time and flags come before the packet. */
    private void block(byte[] bytes) {
      var track = 1 + Integer.numberOfLeadingZeros(bytes.length == 0 ? 0 : bytes[0] & 0xFF) - 24;
      var at = track + 3;
      if (bytes.length <= at || (bytes[at - 1] & LACING) != 0) {
        readable = false;
        return;
      }
      packets.add(Arrays.copyOfRange(bytes, at, bytes.length));
    }

    /** A number of variable length; a size is without the marker of its length. */
    private long number(boolean size) {
      var first = file.get() & 0xFF;
      var more = Integer.numberOfLeadingZeros(first) - 24;
      if (more > 7) {
        throw new IllegalArgumentException();
      }
      long value = size ? first & (0x7F >> more) : first;
      for (var i = 0; i < more; i++) {
        value = value << 8 | file.get() & 0xFF;
      }
      return value;
    }

    private byte[] bytes(long size) {
      if (size > file.remaining()) {
        throw new BufferUnderflowException();
      }
      var bytes = new byte[(int) size];
      file.get(bytes);
      return bytes;
    }
  }
}
