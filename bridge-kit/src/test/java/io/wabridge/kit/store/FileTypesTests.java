package io.wabridge.kit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTypesTests {

  private static final String PNG = "\u0089PNG\r\n\u001A\n\0\0\0\rIHDR";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "application/pdf, -, -, application/pdf",
        "audio/ogg; codecs=opus, application/ogg, a.mp3, audio/ogg; codecs=opus",
        "application/octet-stream, application/pdf, invoice.pdf, application/pdf",
        "application/octet-stream, -, table.xlsx,"
            + " application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/octet-stream, -, voice.OGG, audio/ogg",
        "application/octet-stream, -, song.mp3, audio/mpeg",
        "application/octet-stream, application/pdf, invoice, application/pdf",
        "binary/octet-stream, application/pdf, -, application/pdf",
        "application/x-download, text/csv; charset=utf-8, -, text/csv; charset=utf-8",
        "image/jpg, -, -, image/jpeg",
        "audio/mp3, -, -, audio/mpeg",
      })
  void takesTheFirstTypeThatSaysSomething(
      String announced, String answered, String filename, String type) {
    assertThat(FileTypes.of(announced, answered, filename, bytes(""))).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "%PDF-1.7, application/pdf",
    "GIF89a, image/gif",
    "'PK\u0003\u0004 [Content_Types].xml word/document.xml',"
        + " application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "'PK\u0003\u0004 [Content_Types].xml xl/workbook.xml',"
        + " application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "'PK\u0003\u0004 something.txt', application/zip",
    "'\u0001\u0002\u0003\u0000', application/octet-stream"
  })
  void looksIntoAFileOfWhichNothingIsSaid(String content, String type) {
    assertThat(FileTypes.of("application/octet-stream", "text/plain", null, bytes(content)))
        .isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({"image/jpeg", "application/octet-stream"})
  void aPictureIsWhatItsContentIs(String announced) {
    assertThat(FileTypes.of(announced, "image/jpeg", "photo.jpg", bytes(PNG)))
        .isEqualTo("image/png");
  }

  /** Whatever is said about it. */
  @ParameterizedTest
  @CsvSource({
    "'<!DOCTYPE html><html><script>alert(1)</script>', image/jpeg, text/html",
    "'<html><body onload=alert(1)>', application/pdf, text/html",
    "'<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>', image/png, image/svg+xml",
    "'MZ\u0090\u0000\u0003\u0000', application/pdf, application/x-msdownload",
    "'\u007FELF\u0002\u0001\u0001', audio/mpeg, application/x-elf"
  })
  void abuse14_whatRunsIsWhatItIs(String content, String announced, String type) {
    assertThat(FileTypes.of(announced, announced, "harmless.jpg", bytes(content)))
        .isEqualTo(type);
  }
}
