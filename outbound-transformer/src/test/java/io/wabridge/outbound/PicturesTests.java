package io.wabridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesTests {

  private static final long LIMIT = 5L * 1024 * 1024;

  /** Red in the upper left quarter, blue elsewhere. */
  static byte[] picture(int width, int height, String format) throws IOException {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var canvas = picture.createGraphics();
    canvas.setColor(Color.BLUE);
    canvas.fillRect(0, 0, width, height);
    canvas.setColor(Color.RED);
    canvas.fillRect(0, 0, width / 2, height / 2);
    canvas.dispose();
    var bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(picture, format, bytes)).isTrue();
    return bytes.toByteArray();
  }

  /** A picture that compresses badly. */
  static byte[] noise(int width, int height, String format) throws IOException {
    var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var random = new Random(1);
    for (var y = 0; y < height; y++) {
      for (var x = 0; x < width; x++) {
        picture.setRGB(x, y, random.nextInt());
      }
    }
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, format, bytes);
    return bytes.toByteArray();
  }

  /** The JPEG with a note of how the camera was held. */
  private static byte[] held(byte[] jpeg, int orientation) {
    var exif =
        ByteBuffer.allocate(36)
            .putShort((short) 0xFFE1)
            .putShort((short) 34)
            .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
            .put("MM\0*".getBytes(StandardCharsets.US_ASCII))
            .putInt(8)
            .putShort((short) 1)
            .putShort((short) 0x0112)
            .putShort((short) 3)
            .putInt(1)
            .putShort((short) orientation)
            .putShort((short) 0)
            .putInt(0);
    return ByteBuffer.allocate(jpeg.length + 36)
        .put(jpeg, 0, 2)
        .put(exif.array())
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  private static BufferedImage read(byte[] jpeg) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(jpeg));
  }

  @Test
  void aLargePhotoBecomesSmallerAndKeepsItsProportions() throws IOException {
    var photo = noise(3000, 2000, "jpeg");
    assertThat(photo.length).isGreaterThan(3_000_000);
    var smaller = Pictures.jpeg(photo, 1_000_000).orElseThrow();
    assertThat(smaller.length).isLessThanOrEqualTo(1_000_000);
    var read = read(smaller);
    assertThat((double) read.getWidth() / read.getHeight())
        .isCloseTo(1.5, org.assertj.core.data.Offset.offset(0.01));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 0", "2, 1, 0", "3, 1, 1", "4, 0, 1", "5, 0, 0", "6, 1, 0", "7, 1, 1", "8, 0, 1"
  })
  void isUprightWhateverTheCameraNoted(int orientation, int right, int below) throws IOException {
    var upright =
        read(Pictures.jpeg(held(picture(400, 200, "jpeg"), orientation), LIMIT).orElseThrow());
    var sideways = orientation >= 5;
    assertThat(upright.getWidth()).isEqualTo(sideways ? 200 : 400);
    var x = upright.getWidth() * (1 + 2 * right) / 4;
    var y = upright.getHeight() * (1 + 2 * below) / 4;
    assertThat(new Color(upright.getRGB(x, y)).getRed()).isGreaterThan(200);
    var opposite = upright.getRGB(upright.getWidth() - 1 - x, upright.getHeight() - 1 - y);
    assertThat(new Color(opposite).getBlue()).isGreaterThan(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif", "bmp", "tiff"})
  void otherTypesBecomeJpeg(String format) throws IOException {
    var jpeg = Pictures.jpeg(picture(300, 100, format), LIMIT).orElseThrow();
    assertThat(jpeg).startsWith(0xFF, 0xD8);
    assertThat(read(jpeg).getWidth()).isEqualTo(300);
  }

  @Test
  void transparentPartsBecomeWhite() throws IOException {
    var clear = new BufferedImage(50, 50, BufferedImage.TYPE_INT_ARGB);
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(clear, "png", bytes);
    var read = read(Pictures.jpeg(bytes.toByteArray(), LIMIT).orElseThrow());
    assertThat(new Color(read.getRGB(25, 25)).getGreen()).isGreaterThan(250);
  }

  @Test
  void aDecompressionBombIsNotDecoded() throws IOException {
    var began = System.nanoTime();
    assertThat(Pictures.jpeg(pngOf(60_000, 60_000), LIMIT)).isEmpty();
    assertThat(System.nanoTime() - began).isLessThan(2_000_000_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not a picture", "\u00FF\u00D8\u00FF\u00E1", "GIF89a", "BM"})
  void whatIsNoPictureIsNone(String file) {
    assertThat(Pictures.jpeg(file.getBytes(StandardCharsets.ISO_8859_1), LIMIT)).isEmpty();
  }

  /** Only the beginning of a PNG file: it says how large the picture would be. */
  private static byte[] pngOf(int width, int height) throws IOException {
    var header =
        ByteBuffer.allocate(17)
            .put("IHDR".getBytes(StandardCharsets.US_ASCII))
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    var check = new CRC32();
    check.update(header);
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeLong(0x89504E470D0A1A0AL);
      out.writeInt(13);
      out.write(header);
      out.writeInt((int) check.getValue());
      out.write(new byte[200]);
    }
    return bytes.toByteArray();
  }
}
