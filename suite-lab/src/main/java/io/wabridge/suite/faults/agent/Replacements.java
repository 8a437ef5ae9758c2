package io.wabridge.suite.faults.agent;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import io.wabridge.kit.client.Ledger;
import io.wabridge.model.Delivery;
import io.wabridge.model.Reason;
import io.wabridge.model.Status;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Replacement methods for a service with one mechanism disabled; see {@link Safeguard}. */
public final class Replacements {

  private static final Duration SOON = Duration.ofSeconds(1);

  private Replacements() {}

  /** Answers no batched question, so that each is sent separately. */
  public static Object oneByOne(Function<?, ?> batch, Object questions) {
    return Collections.nCopies(((List<?>) questions).size(), null);
  }

  /** Reports the message as received for the first time. */
  public static Status reportReceived(Status status) {
    return Status.RECEIVED;
  }

  /** Begins a finished delivery again. */
  public static Ledger.Begun beginAgain(Ledger.Begun begun) {
    return begun.go() == Ledger.Begun.Go.DONE
        ? new Ledger.Begun(Ledger.Begun.Go.GO, begun.session(), begun.forDesk(), begun.person())
        : begun;
  }

  /** Completes the confirm without waiting for the broker. */
  public static @Nullable Object confirmImmediately(
      ConcurrentNavigableMap<?, ?> unconfirmed, Object sequence, Object confirm) {
    ((CompletableFuture<?>) confirm).complete(null);
    return null;
  }

  /** Publishes without the mandatory flag. */
  public static void notMandatory(
      Channel channel,
      String exchange,
      String queue,
      boolean mandatory,
      AMQP.BasicProperties properties,
      byte[] body)
      throws IOException {
    channel.basicPublish(exchange, queue, false, properties, body);
  }

  /** Does not flush the file. */
  public static void skipFlush(FileChannel file, boolean metaData) {}

  public static @Nullable Object alwaysNull(@Nullable Object value) {
    return null;
  }

  public static boolean alwaysTrue(boolean value) {
    return true;
  }

  /** Reports an uncertain delivery as not accepted, so that it is sent again. */
  public static Object reportNotAccepted(Object delivery) {
    return delivery instanceof Delivery.Uncertain(var detail)
        ? new Delivery.Deferred(SOON, Reason.OUTCOME_UNKNOWN, detail)
        : delivery;
  }

  /** Finds the first person with this address in any tenant. */
  public static JdbcClient.StatementSpec ofAnyTenant(JdbcClient db, String sql) {
    return db.sql(
        "select * from conversation_mappings where desk_address = :address order by 1 limit 1");
  }
}
