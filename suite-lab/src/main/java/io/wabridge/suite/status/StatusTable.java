package io.wabridge.suite.status;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Shows the latest rows of a table; columns that the table does not have are skipped. */
record StatusTable(String name, String only, List<String> wanted, List<String> orders, int rows) {

  private static final String ALL = "true";

  StatusTable(String name, List<String> wanted, List<String> orders, int rows) {
    this(name, ALL, wanted, orders, rows);
  }

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd MMM HH:mm:ss").withZone(ZoneId.systemDefault());

  List<String> lines(Connection connection) throws SQLException {
    Set<String> there = columns(connection);
    if (there.isEmpty()) {
      return List.of(name + ": not there yet");
    }
    var lines = new ArrayList<String>();
    lines.add(
        "%s%s: %d rows"
            .formatted(name, only.equals(ALL) ? "" : " where " + only, count(connection)));
    List<String> shown = wanted.stream().filter(there::contains).toList();
    if (!shown.isEmpty()) {
      StatusScreen.columns(latest(connection, shown, there))
          .forEach(line -> lines.add("  " + line));
    }
    return lines;
  }

  private Set<String> columns(Connection connection) throws SQLException {
    String sql =
        "select column_name from information_schema.columns"
            + " where table_schema || '.' || table_name = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, name);
      ResultSet found = statement.executeQuery();
      var names = new LinkedHashSet<String>();
      while (found.next()) {
        names.add(found.getString(1));
      }
      return names;
    }
  }

  private long count(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      ResultSet counted = statement.executeQuery("select count(*) from " + name + " where " + only);
      counted.next();
      return counted.getLong(1);
    }
  }

  private List<List<String>> latest(Connection connection, List<String> shown, Set<String> there)
      throws SQLException {
    String order =
        orders.stream()
            .filter(there::contains)
            .findFirst()
            .map(column -> " order by " + column + " desc nulls last")
            .orElse("");
    String sql =
        "select %s from %s where %s%s limit %d"
            .formatted(String.join(", ", shown), name, only, order, rows);
    try (var statement = connection.createStatement()) {
      ResultSet found = statement.executeQuery(sql);
      var table = new ArrayList<List<String>>();
      table.add(shown);
      while (found.next()) {
        var row = new ArrayList<String>();
        for (String column : shown) {
          row.add(cell(column, found));
        }
        table.add(row);
      }
      return table.size() == 1 ? List.of() : table;
    }
  }

  private static String cell(String column, ResultSet row) throws SQLException {
    if (column.endsWith("_at")) {
      var at = row.getTimestamp(column);
      return at == null ? "-" : TIME.format(Instant.ofEpochMilli(at.getTime()));
    }
    String value = row.getString(column);
    if (value == null || value.isBlank()) {
      return "-";
    }
    return switch (column) {
      case "wa_id" -> StatusText.masked(value);
      case "phone_number_id" -> value;
      case "media_url" -> StatusText.shortUrl(value);
      case "name", "contact_name" -> StatusText.shortened(StatusText.masked(value), 24);
      case "reason" -> StatusText.shortened(StatusText.masked(value), 60);
      default -> StatusText.shortId(value);
    };
  }
}
