package io.wabridge.kit.memory;

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
 * The ledger without the detour over HTTP, when the state-manager we would ask lives in this very
 * JVM. While somebody collects traces everything takes the long way, which leaves one.
 */
public final class LedgerNearby implements ManyToLedger {

  private static final Logger log = LoggerFactory.getLogger(LedgerNearby.class);
  private static final Set<String> HERE = Set.of("127.0.0.1", "localhost");
  private static final Map<Integer, Open> OPEN = new ConcurrentHashMap<>();

  private record Open(ManyToLedger ledger, Traces traces) {}

  private final URI address;
  private final ManyToLedger afar;
  private final Traces traces;

  /**
   * Asks whoever is nearer.
   *
   * @param address of the state-manager that is asked
   * @param afar the same one over HTTP
   */
  public LedgerNearby(URI address, ManyToLedger afar, Traces traces) {
    this.address = address;
    this.afar = afar;
    this.traces = traces;
  }

  /** A state-manager of this JVM listens there. */
  public static void opened(int port, ManyToLedger ledger, Traces traces) {
    OPEN.put(port, new Open(ledger, traces));
  }

  /** It stops. */
  public static void closed(int port) {
    OPEN.remove(port);
  }

  @Override
  public List<Arrival.@Nullable Located> arrived(List<Arrival> arrivals) {
    return ask(ledger -> ledger.arrived(arrivals));
  }

  @Override
  public List<Reply.@Nullable Located> replied(List<Reply> replies) {
    return ask(ledger -> ledger.replied(replies));
  }

  @Override
  public List<Ledger.@Nullable Begun> begin(List<Begin> begins) {
    return ask(ledger -> ledger.begin(begins));
  }

  @Override
  public List<@Nullable Boolean> end(List<End> ends) {
    return ask(ledger -> ledger.end(ends));
  }

  @Override
  public List<Ledger.@Nullable Applied> became(List<Ledger.Became> statuses) {
    return ask(ledger -> ledger.became(statuses));
  }

  @Override
  public List<@Nullable Boolean> told(List<Tell> tellings) {
    return ask(ledger -> ledger.told(tellings));
  }

  private <A> List<@Nullable A> ask(Function<ManyToLedger, List<@Nullable A>> question) {
    var near =
        traces.on() || !HERE.contains(address.getHost()) ? null : OPEN.get(address.getPort());
    return near == null ? question.apply(afar) : ask(near, question);
  }

  /** Asking twice is harmless, and over HTTP it is said what is wrong. */
  private <A> List<@Nullable A> ask(Open near, Function<ManyToLedger, List<@Nullable A>> question) {
    try {
      near.traces().introduce();
      return question.apply(near.ledger());
    } catch (DataAccessResourceFailureException | TransientDataAccessException e) {
      log.atError().log("the database cannot answer: {}", e.getMessage());
      throw HttpServerErrorException.create(
          HttpStatus.SERVICE_UNAVAILABLE, "", HttpHeaders.EMPTY, new byte[0], null);
    } catch (RuntimeException e) {
      log.atDebug().setCause(e).log("asked again over HTTP");
      return question.apply(afar);
    } finally {
      traces.introduce();
    }
  }
}
