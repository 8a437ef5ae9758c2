package io.wabridge.state.search;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Statements of a search. Each is planned for its own values, because a rare word needs another
 * plan than a common one, and is cancelled after two seconds. Both apply to its transaction only.
 */
@Component
class BoundedReads {

  private static final String SETTINGS =
      """
      select set_config('plan_cache_mode', 'force_custom_plan', true),
        set_config('statement_timeout', '2s', true), set_config('jit', 'off', true)
      """;

  private final JdbcClient db;
  private final TransactionTemplate transactions;

  BoundedReads(JdbcClient db, PlatformTransactionManager manager) {
    this.db = db;
    this.transactions = new TransactionTemplate(manager);
    this.transactions.setReadOnly(true);
  }

  /**
   * Runs the statements of one step.
   *
   * @throws SearchTooSlowException the database cancelled one of them
   */
  <T> T run(Supplier<T> statements) {
    try {
      return Objects.requireNonNull(
          transactions.execute(_ -> {
            db.sql(SETTINGS).query(row -> {});
            return statements.get();
          }));
    } catch (QueryTimeoutException e) {
      throw new SearchTooSlowException(e);
    }
  }
}
