package io.wabridge.suite.bench.search;

import io.wabridge.kit.client.HistoryPolicy;
import io.wabridge.kit.client.KeptContent;
import io.wabridge.model.Content;
import io.wabridge.model.Ids;
import io.wabridge.model.Origin;
import io.wabridge.model.TenantId;
import io.wabridge.state.history.MessageContents;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Messages of the last 90 days, written by COPY with the encryption and the hashes of the product.
 * The index of the hashes is built afterwards.
 */
final class Filling {

  private static final int AT_ONCE = 10_000;
  private static final int MESSAGES_OF_A_CONVERSATION = 20;
  private static final Duration TIME = Duration.ofDays(90);
  private static final String CHANNEL = "01900000-0000-7000-8000-000000000001";
  private static final String DESK = "01900000-0000-7000-8000-000000000002";

  private final DataSource database;
  private final MessageContents contents;
  private final List<Vocabulary> languages;
  private final TenantId tenant;
  private final int messages;
  private final long seed;
  private final Instant now = Instant.now();

  Filling(
      DataSource database,
      MessageContents contents,
      List<Vocabulary> languages,
      TenantId tenant,
      int messages,
      long seed) {
    this.database = database;
    this.contents = contents;
    this.languages = languages;
    this.tenant = tenant;
    this.messages = messages;
    this.seed = seed;
  }

  int conversations() {
    return Math.max(1, messages / MESSAGES_OF_A_CONVERSATION);
  }

  /** The number of the person of a conversation. */
  String phone(int conversation) {
    return "34" + (600_000_000L + conversation * 3571L % 199_999_999);
  }

  /** The text of a message; the same for the same number. */
  String text(int number) {
    var random = new Random(seed * 31 + number);
    return languages.get(random.nextInt(languages.size())).sentence(random);
  }

  void run(Consumer<String> say) throws SQLException, IOException {
    var begun = System.nanoTime();
    contents.prepare(tenant, kept("x"));
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(true);
      execute(
          connection,
          """
          select content_of_month(m::date) from generate_series(
            date_trunc('month', now() at time zone 'UTC') - interval '3 months',
            date_trunc('month', now() at time zone 'UTC') + interval '1 month', '1 month') m
          """);
      var index =
          text(connection, "select pg_get_indexdef('message_content_words'::regclass)")
              .replace(" ON ONLY ", " ON ");
      execute(connection, "drop index message_content_words");
      copyConversations(connection);
      for (var from = 0; from < messages; from += AT_ONCE) {
        copyMessages(connection, from, Math.min(messages, from + AT_ONCE));
      }
      say.accept("  %d messages written in %.0f s".formatted(messages, seconds(begun)));
      begun = System.nanoTime();
      execute(connection, "set maintenance_work_mem = '512MB'");
      execute(connection, index);
      say.accept("  index built in %.0f s".formatted(seconds(begun)));
      begun = System.nanoTime();
      for (var table : List.of("conversation_mappings", "message_tracking", "message_content")) {
        execute(connection, "vacuum analyze " + table);
      }
      say.accept("  vacuum and analyze in %.0f s".formatted(seconds(begun)));
    }
  }

  private void copyConversations(Connection connection) throws SQLException, IOException {
    copy(
        connection,
        "conversation_mappings (conversation_id, tenant_id, channel_id, desk_id, wa_id, bsuid,"
            + " contact_name, desk_address)",
        IntStream.range(0, conversations())
            .mapToObj(i ->
                String.join(
                    "\t",
                    conversation(i),
                    tenant.value(),
                    CHANNEL,
                    DESK,
                    phone(i),
                    "ES.1" + i,
                    languages.get(i % languages.size()).at(500 + i % 5000) + " " + i,
                    "address-" + i)));
  }

  private static String conversation(int number) {
    return "01900000-0000-7000-8000-%012d".formatted(number);
  }

  private record Row(String tracked, String content) {}

  private void copyMessages(Connection connection, int from, int to)
      throws SQLException, IOException {
    // on all processors, as the product's own batches are
    var rows = IntStream.range(from, to).parallel().mapToObj(this::row).toList();
    copy(
        connection,
        "message_tracking (id, tenant_id, conversation_id, channel_id, desk_id, direction, kind,"
            + " meta_message_id, status, said_at, accepted_at)",
        rows.stream().map(Row::tracked));
    copy(
        connection,
        "message_content (tenant_id, message_id, content, words)",
        rows.stream().map(Row::content));
  }

  private Row row(int number) {
    var age = TIME.multipliedBy(messages - number).dividedBy(messages);
    var at = now.minus(age);
    var id =
        new UUID(
                at.toEpochMilli() << Short.SIZE | 0x7000L,
                UUID.fromString(Ids.next()).getLeastSignificantBits())
            .toString();
    var kept = kept(text(number));
    var random = new Random(seed + 17L * number);
    return new Row(
        String.join(
            "\t",
            id,
            tenant.value(),
            conversation(random.nextInt(conversations())),
            CHANNEL,
            DESK,
            random.nextInt(3) == 0 ? "OUTBOUND" : "INBOUND",
            "text",
            "bench-" + number,
            "DELIVERED",
            at.toString(),
            at.toString()),
        String.join(
            "\t",
            tenant.value(),
            id,
            "\\\\x" + HexFormat.of().formatHex(contents.seal(tenant, id, kept)),
            Arrays.stream(contents.words(tenant, kept))
                .mapToObj(Long::toString)
                .collect(Collectors.joining(",", "{", "}"))));
  }

  private static KeptContent kept(String text) {
    return Objects.requireNonNull(HistoryPolicy.USUAL.keep(new Content.Text(text), Origin.PERSON));
  }

  private static void copy(Connection connection, String table, Stream<String> rows)
      throws SQLException, IOException {
    var text = rows.collect(Collectors.joining("\n", "", "\n"));
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn("copy " + table + " from stdin", new StringReader(text));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }
}
