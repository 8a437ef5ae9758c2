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
 * plan than a common one, and is cancelled after two seconds. All settings apply to its transaction
 * only.
 */
@Component
class BoundedReads {

  private static final String SETTINGS =
      """
      select set_config('plan_cache_mode', 'force_custom_plan', true),
        set_config('statement_timeout', '2s', true), set_config('jit', 'off', true)
      """;

  private static final String BY_HASH =
      """
      , set_config('enable_indexscan', 'off', true), set_config('enable_indexonlyscan', 'off', true)
      """;

  private static final String IN_ORDER = ", set_config('enable_bitmapscan', 'off', true)";

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
    return run(SETTINGS, statements);
  }

  /**
   * The same for messages by their hashes. The database does not know how common a hash is that it
   * has not met in its sample, and would read a month for a word that is in no message.
   */
  <T> T byHash(Supplier<T> statements) {
    return run(SETTINGS + BY_HASH, statements);
  }

  /** The same for messages in their order, until enough of them match. */
  <T> T inOrder(Supplier<T> statements) {
    return run(SETTINGS + IN_ORDER, statements);
  }

  private <T> T run(String settings, Supplier<T> statements) {
    try {
      return Objects.requireNonNull(
          transactions.execute(_ -> {
            db.sql(settings).query(row -> {});
            return statements.get();
          }));
    } catch (QueryTimeoutException e) {
      throw new SearchTooSlowException(e);
    }
  }
}
