package io.wabridge.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilenamesTest {

  private static final String DOCX =
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

  @Test
  void docxWithoutFilename() {
    assertThat(Filenames.complete(null, DOCX)).isEqualTo("file.docx");
  }

  @Test
  void abuse14_filenameWithSlash() {
    assertThat(Filenames.plain("Invoice 03/2026.pdf")).isEqualTo("Invoice 03_2026.pdf");
  }

  @ParameterizedTest
  @CsvSource({
    "application/msword, doc",
    "application/vnd.ms-excel, xls",
    "application/vnd.ms-powerpoint, ppt",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation, pptx",
    "application/vnd.oasis.opendocument.text, odt",
    "application/pdf, pdf",
    "application/zip, zip",
    "application/x-zip-compressed, zip",
    "application/vnd.rar, rar",
    "application/json, json",
    "text/plain; charset=utf-8, txt",
    "text/csv, csv",
    "text/vcard, vcf",
    "text/x-vcard, vcf",
    "text/calendar, ics",
    "TEXT/HTML, html",
    "image/jpeg, jpg",
    "image/heic, heic",
    "image/webp, webp",
    "audio/ogg; codecs=opus, ogg",
    "audio/opus, opus",
    "audio/mp4, m4a",
    "audio/mpeg, mp3",
    "video/quicktime, mov",
    "video/mp4, mp4",
    "application/octet-stream, bin",
    "application/x-never-heard-of, bin",
    "'', bin"
  })
  void everyTypeHasAnExtensionThatOpens(String type, String extension) {
    assertThat(Filenames.complete(null, type)).isEqualTo("file." + extension);
  }

  @ParameterizedTest
  @CsvSource({
    "Rechnung März.pdf, Rechnung März.pdf",
    "'../../etc/passwd', etc_passwd",
    "'C:\\Users\\Rosa\\offer.docx', C__Users_Rosa_offer.docx",
    "'a\"b<c>d|e?f*g.txt', a_b_c_d_e_f_g.txt",
    "'  offer.pdf  ', offer.pdf",
    "'offer.pdf. .', offer.pdf",
    "NUL.txt, _NUL.txt",
    "写真 📷.jpg, 写真 📷.jpg"
  })
  void keepsEverythingThatDoesNotBreak(String name, String plain) {
    assertThat(Filenames.plain(name)).isEqualTo(plain);
  }

  @Test
  void abuse14_removesDirectionAndZeroWidthCharactersAndReplacesControlCharacters() {
    assertThat(Filenames.plain("in\u202Evoice\u200B\uFEFF.pdf")).isEqualTo("invoice.pdf");
    assertThat(Filenames.plain("two\r\nlines\u0000\u2028.pdf")).isEqualTo("two__lines__.pdf");
    assertThat(Filenames.plain("half \uD83D.pdf")).isEqualTo("half _.pdf");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", ".", "..", "/", "\u202E", "\u0000"})
  void aNameOfNothingIsNone(String name) {
    assertThat(Filenames.plain(name)).isNull();
    assertThat(Filenames.complete(name, "application/pdf")).isEqualTo("file.pdf");
  }

  @Test
  void aLongNameKeepsItsExtension() {
    var name = Filenames.plain("ü".repeat(400) + ".xlsx");
    assertThat(name).hasSizeLessThan(130).startsWith("üüü").endsWith("ü.xlsx");
    assertThat(Filenames.plain("📷".repeat(100) + ".heic")).endsWith("📷.heic");
  }

  @ParameterizedTest
  @CsvSource({
    "contract, application/pdf, contract.pdf",
    "Offer 2.0, application/pdf, Offer 2.0.pdf",
    "from Dr.Smith, application/pdf, from Dr.Smith.pdf",
    "IMG_1.JPG, image/jpeg, IMG_1.JPG",
    "notes.log, text/plain, notes.log",
    "drawing.dwg, application/octet-stream, drawing.dwg",
    "unknown, application/octet-stream, unknown"
  })
  void aNameWithoutExtensionGetsThatOfItsType(String name, String type, String complete) {
    assertThat(Filenames.complete(name, type)).isEqualTo(complete);
  }
}
