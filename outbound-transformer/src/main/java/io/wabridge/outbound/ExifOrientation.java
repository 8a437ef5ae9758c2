package io.wabridge.outbound;

import java.awt.geom.AffineTransform;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** How a camera held a JPEG picture: a new picture must be turned, because it has no such note. */
final class ExifOrientation {

  private static final int UPRIGHT = 1;
  private static final int START_OF_SCAN = 0xFFDA;
  private static final int APP1 = 0xFFE1;
  private static final int TAG = 0x0112;

  private ExifOrientation() {}

  /** From 1 (upright) to 8, as in TIFF 6.0; 1 if the file has no valid note. */
  static int of(byte[] file) {
    try {
      var jpeg = ByteBuffer.wrap(file);
      if ((jpeg.getShort() & 0xFFFF) != 0xFFD8) {
        return UPRIGHT;
      }
      while (true) {
        var marker = jpeg.getShort() & 0xFFFF;
        var length = jpeg.getShort() & 0xFFFF;
        if (marker < 0xFFC0 || marker == START_OF_SCAN || length < 2) {
          return UPRIGHT;
        }
        var segment = jpeg.slice(jpeg.position(), Math.min(length - 2, jpeg.remaining()));
        if (marker == APP1 && exif(segment)) {
          return inTiff(segment.slice());
        }
        jpeg.position(jpeg.position() + length - 2);
      }
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      return UPRIGHT;
    }
  }

  private static boolean exif(ByteBuffer segment) {
    var name = new byte[6];
    segment.get(name);
    return new String(name, StandardCharsets.ISO_8859_1).equals("Exif\0\0");
  }

  private static int inTiff(ByteBuffer tiff) {
    tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    var directory = tiff.getInt(4);
    var entries = tiff.getShort(directory) & 0xFFFF;
    for (var entry = 0; entry < entries; entry++) {
      var at = directory + 2 + 12 * entry;
      if ((tiff.getShort(at) & 0xFFFF) == TAG) {
        var orientation = tiff.getShort(at + 8) & 0xFFFF;
        return orientation >= 1 && orientation <= 8 ? orientation : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  /** Whether width and height change places. */
  static boolean sideways(int orientation) {
    return orientation >= 5;
  }

  /** Turns a picture of this size upright. */
  static AffineTransform upright(int orientation, int width, int height) {
    return switch (orientation) {
      case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
      case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
      case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
      case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
      case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
      case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
      case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
      default -> new AffineTransform();
    };
  }
}
