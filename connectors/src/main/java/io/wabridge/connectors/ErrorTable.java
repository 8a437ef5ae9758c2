package io.wabridge.connectors;

import io.wabridge.model.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The error codes of one product as data: a file of lines {@code code | class | reason | seconds |
 * the product's text}, where the class is refused, deferred, uncertain or auth.
 */
public final class ErrorTable {

  /** One line; a code may be a range. */
  public record Row(String code, Meaning meaning, String words) {}

  private static final Pattern RANGE = Pattern.compile("([0-9]+)-([0-9]+)");
  private final List<Row> rows = new ArrayList<>();
  private final Map<String, Meaning> meanings = new HashMap<>();

  private ErrorTable() {}

  /** The file errors.csv beside a class. */
  public static ErrorTable beside(Class<?> connector) {
    try (InputStream file = connector.getResourceAsStream("errors.csv")) {
      if (file == null) {
        throw new IllegalStateException("errors.csv is missing beside " + connector.getName());
      }
      ErrorTable table = new ErrorTable();
      new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(table::add);
      return table;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<Row> rows() {
    return List.copyOf(rows);
  }

  /**
   * The meaning of the first of these codes that is in the table: pass the most specific one first.
   */
  public Optional<Meaning> first(String... codes) {
    for (String code : codes) {
      Meaning meaning = meanings.get(code);
      if (meaning != null) {
        return Optional.of(meaning);
      }
    }
    return Optional.empty();
  }

  private void add(String line) {
    String[] cells = line.split("\\|", -1);
    if (cells.length != 5) {
      throw new IllegalStateException("five cells are expected: " + line);
    }
    String code = cells[0].strip();
    Reason reason = Reason.valueOf(cells[2].strip());
    Meaning meaning =
        switch (cells[1].strip()) {
          case "refused" -> new Meaning.Never(reason);
          case "deferred" ->
              new Meaning.Later(reason, Duration.ofSeconds(Long.parseLong(cells[3].strip())));
          case "auth" -> new Meaning.Token(reason);
          case "uncertain" -> new Meaning.Unknown(reason);
          default -> throw new IllegalStateException("no such class: " + line);
        };
    rows.add(new Row(code, meaning, cells[4].strip()));
    Matcher range = RANGE.matcher(code);
    if (!range.matches()) {
      put(code, meaning);
      return;
    }
    int last = Integer.parseInt(range.group(2));
    for (int each = Integer.parseInt(range.group(1)); each <= last; each++) {
      put(String.valueOf(each), meaning);
    }
  }

  private void put(String code, Meaning meaning) {
    @Nullable Meaning before = meanings.putIfAbsent(code, meaning);
    if (before != null) {
      throw new IllegalStateException("this code is in the table twice: " + code);
    }
  }
}
