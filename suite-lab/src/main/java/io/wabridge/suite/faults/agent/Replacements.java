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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a service does where one of its mechanisms was taken away; see {@link Safeguard}. */
public final class Replacements {

  private static final Duration SOON = Duration.ofSeconds(1);

  private Replacements() {}

  /** None of many questions is answered, so that each is asked alone. */
  public static Object oneByOne(Function<?, ?> together, Object questions) {
    return Collections.nCopies(((List<?>) questions).size(), null);
  }

  /** As if it had come for the first time. */
  public static Status received(Status status) {
    return Status.RECEIVED;
  }

  /** What is done is done again. */
  public static Ledger.Begun onceMore(Ledger.Begun begun) {
    return begun.go() == Ledger.Begun.Go.DONE
        ? new Ledger.Begun(Ledger.Begun.Go.GO, begun.session(), begun.forDesk())
        : begun;
  }

  /** The broker's answer is not waited for. */
  public static @Nullable Object confirmedAtOnce(
      ConcurrentNavigableMap<?, ?> unconfirmed, Object sequence, Object confirm) {
    ((CompletableFuture<?>) confirm).complete(null);
    return null;
  }

  /** What no queue takes is lost. */
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

  /** It reaches the disk when the system likes. */
  public static void leftToTheSystem(FileChannel file, boolean metaData) {}

  public static @Nullable Object nothing(@Nullable Object value) {
    return null;
  }

  public static boolean yes(boolean value) {
    return true;
  }

  /** What may have arrived counts as not taken, and is sent again. */
  public static Object notTaken(Object delivery) {
    return delivery instanceof Delivery.Uncertain(var detail)
        ? new Delivery.Deferred(SOON, Reason.OUTCOME_UNKNOWN, detail)
        : delivery;
  }

  public static Optional<?> unknown(Optional<?> value) {
    return Optional.empty();
  }

  /** The first who has this address, whatever the tenant. */
  public static JdbcClient.StatementSpec ofAnyTenant(JdbcClient db, String sql) {
    return db.sql(
        "select * from conversation_mappings where desk_address = :address order by 1 limit 1");
  }
}
