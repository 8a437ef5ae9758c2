package io.wabridge.kit.client;

import io.wabridge.kit.telemetry.Traces;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.HttpServerErrorException;

/**
 * Calls the ledger directly, without HTTP, if state-manager runs in the same JVM. While traces are
 * collected, every call uses HTTP, so that it gets a span.
 */
public final class InProcessLedger implements BatchLedgerApi {

  private static final Logger log = LoggerFactory.getLogger(InProcessLedger.class);
  private static final Set<String> LOOPBACK_HOSTS = Set.of("127.0.0.1", "localhost");
  private static final Map<Integer, Registration> REGISTERED = new ConcurrentHashMap<>();

  private record Registration(BatchLedgerApi ledger, Traces traces) {}

  private final URI address;
  private final BatchLedgerApi remote;
  private final Traces traces;

  /**
   * Creates a client that calls directly if possible, otherwise over HTTP.
   *
   * @param address of state-manager
   * @param remote the client for the same address over HTTP
   */
  public InProcessLedger(URI address, BatchLedgerApi remote, Traces traces) {
    this.address = address;
    this.remote = remote;
    this.traces = traces;
  }

  /** Registers a state-manager of this JVM under its port. */
  public static void register(int port, BatchLedgerApi ledger, Traces traces) {
    REGISTERED.put(port, new Registration(ledger, traces));
  }

  /** Removes a state-manager that stops. */
  public static void unregister(int port) {
    REGISTERED.remove(port);
  }

  @Override
  public List<Arrival.@Nullable Located> registerInbound(List<Arrival> arrivals) {
    return call(ledger -> ledger.registerInbound(arrivals));
  }

  @Override
  public List<Reply.@Nullable Located> registerReplies(List<Reply> replies) {
    return call(ledger -> ledger.registerReplies(replies));
  }

  @Override
  public List<Ledger.@Nullable Begun> beginDeliveries(List<Begin> begins) {
    return call(ledger -> ledger.beginDeliveries(begins));
  }

  @Override
  public List<Ledger.@Nullable Recorded> recordOutcomes(List<End> ends) {
    return call(ledger -> ledger.recordOutcomes(ends));
  }

  @Override
  public List<Ledger.@Nullable Applied> applyStatuses(List<Ledger.StatusUpdate> statuses) {
    return call(ledger -> ledger.applyStatuses(statuses));
  }

  @Override
  public List<@Nullable Boolean> markDesksNotified(List<Tell> notifications) {
    return call(ledger -> ledger.markDesksNotified(notifications));
  }

  @Override
  public List<Ledger.@Nullable ReceiptState> receiptStates(List<ReceiptOf> receipts) {
    return call(ledger -> ledger.receiptStates(receipts));
  }

  private <A> List<@Nullable A> call(Function<BatchLedgerApi, List<@Nullable A>> question) {
    var local =
        traces.enabled() || !LOOPBACK_HOSTS.contains(address.getHost())
            ? null
            : REGISTERED.get(address.getPort());
    return local == null ? question.apply(remote) : call(local, question);
  }

  /** A repeated request is harmless, and the HTTP answer contains the error. */
  private <A> List<@Nullable A> call(
      Registration local, Function<BatchLedgerApi, List<@Nullable A>> question) {
    try {
      local.traces().setLogService();
      return question.apply(local.ledger());
    } catch (DataAccessResourceFailureException | TransientDataAccessException e) {
      log.atError().log("the database is unavailable: {}", e.getMessage());
      throw HttpServerErrorException.create(
          HttpStatus.SERVICE_UNAVAILABLE, "", HttpHeaders.EMPTY, new byte[0], null);
    } catch (RuntimeException e) {
      log.atDebug().setCause(e).log("direct call failed, retried over HTTP");
      return question.apply(remote);
    } finally {
      traces.setLogService();
    }
  }
}
