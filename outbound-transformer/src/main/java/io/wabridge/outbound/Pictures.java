package io.wabridge.outbound;

import io.wabridge.kit.store.MediaProperties;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Turns a picture into a JPEG that is small enough. One at a time and never more of it in memory
 * than needed: the size is read first, and a large picture is decoded with fewer pixels.
 */
final class Pictures {

  /** Larger files are not read. */
  static final long MOST_BYTES = MediaProperties.LARGEST_PICTURE;

  private static final long MOST_PIXELS = 120_000_000;

  /** About what WhatsApp itself keeps of a picture. */
  private static final int LONG_EDGE = 2048;

  private static final int SMALL_EDGE = 1280;
  private static final float[] QUALITIES = {0.85f, 0.7f, 0.5f};
  private static final ReentrantLock ONE = new ReentrantLock();

  private Pictures() {}

  /** Empty if it is no readable picture, too large to decode, or does not become small enough. */
  static Optional<byte[]> jpeg(byte[] file, long limit) {
    ONE.lock();
    try {
      return decoded(file).flatMap(picture -> encoded(picture, ExifOrientation.of(file), limit));
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // damaged, or of a kind that the decoder does not know
    } finally {
      ONE.unlock();
    }
  }

  private static Optional<BufferedImage> decoded(byte[] file) throws IOException {
    try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      var readers = ImageIO.getImageReaders(input);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      var reader = readers.next();
      try {
        reader.setInput(input, true, true);
        return decoded(reader);
      } finally {
        reader.dispose();
      }
    }
  }

  private static Optional<BufferedImage> decoded(ImageReader reader) throws IOException {
    var width = reader.getWidth(0);
    var height = reader.getHeight(0);
    if ((long) width * height > MOST_PIXELS) {
      return Optional.empty();
    }
    var step = Math.max(1, Math.max(width, height) / LONG_EDGE);
    var fewer = reader.getDefaultReadParam();
    fewer.setSourceSubsampling(step, step, 0, 0);
    return Optional.of(reader.read(0, fewer));
  }

  private static Optional<byte[]> encoded(BufferedImage picture, int orientation, long limit) {
    for (var edge : new int[] {LONG_EDGE, SMALL_EDGE}) {
      var drawn = drawn(picture, orientation, edge);
      for (var quality : QUALITIES) {
        var bytes = written(drawn, quality);
        if (bytes.length <= limit) {
          return Optional.of(bytes);
        }
      }
    }
    return Optional.empty();
  }

  /** Upright, at most so long, on white where it was transparent. */
  private static BufferedImage drawn(BufferedImage picture, int orientation, int edge) {
    var width = picture.getWidth();
    var height = picture.getHeight();
    var scale = Math.min(1.0, (double) edge / Math.max(width, height));
    var across = Math.max(1, (int) Math.round(width * scale));
    var down = Math.max(1, (int) Math.round(height * scale));
    var sideways = ExifOrientation.sideways(orientation);
    var drawn =
        new BufferedImage(
            sideways ? down : across, sideways ? across : down, BufferedImage.TYPE_INT_RGB);
    var canvas = drawn.createGraphics();
    try {
      canvas.setColor(Color.WHITE);
      canvas.fillRect(0, 0, drawn.getWidth(), drawn.getHeight());
      canvas.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      var turned = ExifOrientation.upright(orientation, across, down);
      turned.concatenate(
          AffineTransform.getScaleInstance((double) across / width, (double) down / height));
      canvas.drawImage(picture, turned, null);
    } finally {
      canvas.dispose();
    }
    return drawn;
  }

  private static byte[] written(BufferedImage picture, float quality) {
    var bytes = new ByteArrayOutputStream();
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (var output = new MemoryCacheImageOutputStream(bytes)) {
      var how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(quality);
      writer.setOutput(output);
      writer.write(null, new IIOImage(picture, null, null), how);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
