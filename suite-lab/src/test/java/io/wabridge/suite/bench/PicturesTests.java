package io.wabridge.suite.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PicturesTests {

  private final Pictures pictures = new Pictures(1);

  @Test
  void findsThePictureInAForm() {
    var head =
        ("--b\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\nimage/jpeg\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x\"\r\n"
                + "Content-Type: image/jpeg\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8);
    var form =
        KeepAliveClient.joined(
            KeepAliveClient.joined(head, pictures.file(3)),
            "\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
    var found = Pictures.ofForm(form);
    assertThat(found).isEqualTo(pictures.file(3));
    assertThat(pictures.same(3, found, 0, found.length)).isTrue();
    assertThat(pictures.same(4, found, 0, found.length)).isFalse();
  }

  @Test
  void detectsAFlippedBit() {
    var changed = pictures.file(5).clone();
    changed[1000] ^= 1;
    assertThat(pictures.same(5, changed, 0, changed.length)).isFalse();
  }

  @Test
  void returnsEmptyForAFormWithoutFile() {
    assertThat(Pictures.ofForm("--b\r\n\r\n--b--".getBytes(StandardCharsets.UTF_8))).isEmpty();
  }
}
