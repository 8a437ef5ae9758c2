package io.wabridge.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Invalid input from the outside: bodies that are not JSON or are too large, and valid ones with
 * one wrong value. Each case is named after its content, and the cases are the same in every run.
 */
public final class BadPayloads {

  /** One case. */
  public record Bad(String name, byte[] body) {

    public String text() {
      return new String(body, UTF_8);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Three megabytes, the size limit of a webhook. */
  public static final int LARGEST = 3 * 1024 * 1024;

  /** A value in a template, as {@code §name=literal§}. */
  private static final Pattern VALUE = Pattern.compile("§([^=§]+)=([^§]*)§");

  private BadPayloads() {}

  /**
   * Valid bodies with one wrong value each: every value of the templates with every wrong value.
   */
  public static List<Bad> oneValueWrong(String name, String template) {
    List<Bad> all = new ArrayList<>();
    Matcher value = VALUE.matcher(template);
    while (value.find()) {
      String before = good(template.substring(0, value.start()));
      String after = good(template.substring(value.end()));
      values()
          .forEach((kind, literal) ->
              all.add(of(name + ": " + value.group(1) + " is " + kind, before + literal + after)));
    }
    return all;
  }

  /** The template as the other side would send it. */
  public static String good(String template) {
    return VALUE.matcher(template).replaceAll(found -> Matcher.quoteReplacement(found.group(2)));
  }

  /** JSON literals that no documentation allows. */
  public static Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("null", "null");
    values.put("a number", "7");
    values.put("a negative number", "-1");
    values.put("a float", "1763712000.75");
    values.put("a number beyond every timestamp", "99999999999999999");
    values.put("the smallest long", "-9223372036854775808");
    values.put("a number beyond double", "1e400");
    values.put("a number of 900 digits", "9".repeat(900));
    values.put("true", "true");
    values.put("an empty object", "{}");
    values.put("an object", "{\"id\":\"x\",\"body\":{\"a\":[1,{\"b\":null}]}}");
    values.put("an empty list", "[]");
    values.put("a list of null", "[null]");
    values.put("a list of lists", "[[],[[\"a\"]]]");
    values.put("sixty lists deep", "[".repeat(50) + "]".repeat(50));
    values.put("empty", "\"\"");
    values.put("blank", "\" \\t\\n\\u00a0\\u2003 \"");
    values.put("NUL alone", "\"\\u0000\"");
    values.put("with NUL", "\"\\u0000a\\u0000b\\u0000\"");
    values.put("with a raw NUL", "\"a\0b\"");
    values.put("a lone high surrogate", "\"a\\ud83d\"");
    values.put("a lone low surrogate", "\"\\ude00b\"");
    values.put("surrogates the wrong way round", "\"\\ude00\\ud83d\"");
    values.put("four bytes per character", "\"𝄞🏴󠁧󠁢󠁳󠁣󠁴󠁿👩‍👩‍👧‍👦\"");
    values.put("right to left", "\"\\u202Eexe.\\u202Dمرحبا\\u200F\"");
    values.put("a hundred marks on one letter", "\"Z" + "\\u0335".repeat(100) + "\"");
    values.put("very long", "\"" + noise(9_000) + "\"");
    values.put(
        "very long, and cut in a character", "\"" + "a".repeat(499) + "😀".repeat(99) + "\"");
    values.put("an unknown word", "\"word_of_tomorrow\"");
    values.put("a path", "\"../../internal/held?x=1&y=%2e%2e/\"");
    values.put("a template", "\"{id}${jndi:x}#{1+1}\"");
    values.put("two lines", "\"a\\r\\nX-Evil: 1\\r\\n\\r\\n\"");
    values.put("an address with an invalid port", "\"http://127.0.0.1:99999/x\"");
    values.put("a file's address", "\"file:///etc/passwd\"");
    values.put("an exponent", "\"1e999999999\"");
    values.put("markup", "\"<script>'\\\"--; drop table held\"");
    return values;
  }

  /** Bodies that are invalid as a whole, derived from a valid one. */
  public static List<Bad> wholes(String good) {
    List<Bad> all = new ArrayList<>();
    for (Map.Entry<String, String> one : texts(good).entrySet()) {
      all.add(of(one.getKey(), one.getValue()));
    }
    byte[] bytes = good.getBytes(UTF_8);
    all.add(new Bad("in UTF-16", good.getBytes(UTF_16)));
    all.add(new Bad("in Latin 1", good.replace("hello", "grüße").getBytes(ISO_8859_1)));
    all.add(new Bad("gzipped", gzipped(bytes)));
    all.add(new Bad("gzipped garbage", gzipped(noise(2_000).getBytes(UTF_8))));
    all.add(new Bad("a picture", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0, 16, 'J'}));
    all.add(new Bad("bytes that are no UTF-8", with(bytes, 0xC3, 0x28, 0xFE, 0xFF, 0xF8)));
    all.add(new Bad("NUL in two bytes", with(bytes, 0xC0, 0x80)));
    all.add(new Bad("surrogates in UTF-8", with(bytes, 0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80)));
    all.add(new Bad("cut in a character", with(bytes, 0xF0, 0x9F)));
    all.add(new Bad("a thousand NULs", new byte[1000]));
    return all;
  }

  private static Map<String, String> texts(String good) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("empty", "");
    all.put("blank", " \r\n\t ");
    all.put("a byte order mark alone", "\uFEFF");
    all.put("a byte order mark before it", "\uFEFF" + good);
    all.put("two byte order marks before it", "\uFEFF\uFEFF" + good);
    all.put("the word null", "null");
    all.put("the word true", "true");
    all.put("a number", "42");
    all.put("a text", "\"hello\"");
    all.put("an empty object", "{}");
    all.put("an empty list", "[]");
    all.put("in a list", "[" + good + "]");
    all.put("twice", good + good);
    all.put("with something behind it", good + "}");
    all.put("half of it", good.substring(0, good.length() / 2));
    all.put("all but the end", good.strip().substring(0, good.strip().length() - 1));
    all.put("an error page", "<!DOCTYPE html><html><body><h1>502</h1></body></html>");
    all.put("XML", "<?xml version=\"1.0\"?><error code=\"1\"/>");
    all.put("a form", "object=whatsapp_business_account&entry=%5B%5D");
    all.put("a sentence", "Service temporarily unavailable");
    all.put("ten thousand lists deep", "[".repeat(10_000) + "]".repeat(10_000));
    all.put("ten thousand lists never closed", "[".repeat(10_000));
    all.put("ten thousand objects deep", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));
    all.put("ten thousand deep beside the rest", beside(good, deep(10_000)));
    all.put("sixty deep beside the rest", beside(good, deep(50)));
    all.put("every name twice", beside(good, "1").replace("\"id\":", "\"id\":\"other\",\"id\":"));
    all.put("an empty name", good.replaceFirst("\\{", "{\"\":1,"));
    all.put("a name with NUL", good.replaceFirst("\\{", "{\"a\\\\u0000\":1,"));
    all.put("a name with half a character", good.replaceFirst("\\{", "{\"a\\\\ud800\":1,"));
    all.put("a name of a hundred thousand", "{\"" + "n".repeat(100_000) + "\":1}");
    all.put("a number of ten thousand digits", beside(good, "9".repeat(10_000)));
    all.put("not a number", beside(good, "NaN"));
    all.put("a number with a leading zero", beside(good, "007"));
    all.put("with a comment", "/* hello */" + good);
    all.put("with a comma too many", good.strip().replaceFirst("}$", ",}"));
    all.put("in single quotes", good.replace('"', '\''));
    all.put("with an invalid escape", beside(good, "\"\\x41\""));
    all.put("with a cut escape", beside(good, "\"\\u00\""));
    all.put("raw control characters", beside(good, "\"\1\2\3\0\33\""));
    all.put("ten thousand properties", beside(good, properties(10_000)));
    all.put("three megabytes of blanks", filled(good, ' '));
    all.put("three megabytes of text", inText(good, "x"));
    all.put("three megabytes of four-byte text", inText(good, "😀"));
    all.put("three megabytes of right to left", inText(good, "م"));
    all.put("three megabytes of NUL", inText(good, "\0"));
    all.put("three megabytes of escapes", inText(good, "\\u0000"));
    all.put("three megabytes of lone surrogates", inText(good, "\\ud800"));
    all.put("three megabytes of empty lists", filling(good, "[],"));
    all.put("three megabytes of empty objects", filling(good, "{},"));
    return all;
  }

  /** The valid body with one more property. */
  public static String beside(String good, String literal) {
    return good.replaceFirst("\\{", Matcher.quoteReplacement("{\"beside\":" + literal + ","));
  }

  private static String deep(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  private static String properties(int count) {
    StringBuilder all = new StringBuilder("{");
    for (int i = 0; i < count; i++) {
      all.append(i == 0 ? "" : ",").append("\"p").append(i).append("\":").append(i);
    }
    return all.append('}').toString();
  }

  private static String filled(String good, char with) {
    int room = LARGEST - good.getBytes(UTF_8).length;
    return good + String.valueOf(with).repeat(room);
  }

  private static String inText(String good, String what) {
    int room = LARGEST - beside(good, "\"\"").getBytes(UTF_8).length;
    return beside(good, "\"" + what.repeat(room / what.getBytes(UTF_8).length) + "\"");
  }

  private static String filling(String good, String what) {
    int room = LARGEST - beside(good, "[1]").getBytes(UTF_8).length;
    return beside(good, "[" + what.repeat(room / what.length()) + "1]");
  }

  /** Random text that does not compress, the same in every run. */
  public static String noise(int length) {
    Random random = new Random(length);
    StringBuilder noise = new StringBuilder(length);
    while (noise.length() < length) {
      noise.append(Character.forDigit(random.nextInt(36), 36));
    }
    return noise.toString();
  }

  /** Inserts bytes into the first text "hello". */
  private static byte[] with(byte[] good, int... strange) {
    String text = new String(good, ISO_8859_1);
    StringBuilder in = new StringBuilder("hello");
    for (int one : strange) {
      in.append((char) one);
    }
    return text.replace("hello", in).getBytes(ISO_8859_1);
  }

  public static byte[] gzipped(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Bad of(String name, String body) {
    return new Bad(name, body.getBytes(UTF_8));
  }
}
