package io.wabridge.suite.bench.search;

import io.wabridge.kit.client.HistoryPolicy;
import io.wabridge.model.Content;
import io.wabridge.model.Ids;
import io.wabridge.model.Origin;
import io.wabridge.model.TenantId;
import io.wabridge.state.history.MessageContents;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import javax.sql.DataSource;

/**
 * What the search costs when messages are written: the same contents with and without hashes, in
 * alternating turns, encrypted, hashed and inserted 50 at a time, each in its own transaction.
 */
record InsertCost(
    DataSource database, MessageContents contents, TenantId tenant, IntFunction<String> texts) {

  private static final HistoryPolicy OFF = new HistoryPolicy(90, true, false);
  private static final int TURNS = 200;
  private static final int ROWS = 50;

  void run(Consumer<String> say) throws SQLException {
    long with = 0;
    long without = 0;
    for (var turn = 0; turn < TURNS; turn++) {
      without += insert(turn, OFF);
      with += insert(turn, HistoryPolicy.USUAL);
    }
    var messages = 1e3 * TURNS * ROWS;
    say.accept(
        "  writing a content takes %.0f µs with the search and %.0f µs without"
            .formatted(with / messages, without / messages));
  }

  private long insert(int turn, HistoryPolicy policy) throws SQLException {
    var begun = System.nanoTime();
    try (var connection = database.getConnection()) {
      insert(connection, turn, policy);
    }
    return System.nanoTime() - begun;
  }

  private void insert(Connection connection, int turn, HistoryPolicy policy) throws SQLException {
    connection.setAutoCommit(false);
    try (var insert =
        connection.prepareStatement(
            "insert into message_content (tenant_id, message_id, content, words)"
                + " values (?, ?::uuid, ?, ?)")) {
      for (var i = 0; i < ROWS; i++) {
        var id = Ids.next();
        var kept = policy.keep(new Content.Text(texts.apply(turn * ROWS + i)), Origin.PERSON);
        var words = contents.words(tenant, kept);
        insert.setString(1, tenant.value());
        insert.setString(2, id);
        insert.setBytes(3, contents.seal(tenant, id, kept));
        insert.setArray(
            4,
            words == null
                ? null
                : connection.createArrayOf("bigint", Arrays.stream(words).boxed().toArray()));
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
    } finally {
      connection.setAutoCommit(true);
    }
  }
}
