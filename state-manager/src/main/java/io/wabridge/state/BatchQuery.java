package io.wabridge.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * One statement for many requests: they are passed as JSON, read by {@code json_to_recordset}, each
 * with its number {@code n}. A returned row has the number of its request; a request without a row
 * has no answer.
 */
@Component
public class BatchQuery {

  /** Reads the answer in one row. */
  @FunctionalInterface
  public interface Reader<A> {
    A read(ResultSet row) throws SQLException;
  }

  private final JdbcClient db;
  private final JsonMapper json;

  BatchQuery(JdbcClient db, JsonMapper json) {
    this.db = db;
    this.json = json;
  }

  /** Answers in the order of the requests; null for requests without an answer. */
  public <A> List<@Nullable A> run(String sql, List<?> inputs, Reader<A> reader) {
    return run(sql, inputs, inputs.size(), reader);
  }

  /** The same if only some of {@code size} numbers have a request. */
  public <A> List<@Nullable A> run(String sql, List<?> inputs, int size, Reader<A> reader) {
    var results = new ArrayList<@Nullable A>(Arrays.asList((A[]) new Object[size]));
    db.sql(sql)
        .param("rows", json(inputs))
        .query(row -> {
          results.set(row.getInt("n"), reader.read(row));
        });
    return results;
  }

  /** The requests as one parameter. */
  public String json(List<?> inputs) {
    return json.writeValueAsString(inputs);
  }
}
