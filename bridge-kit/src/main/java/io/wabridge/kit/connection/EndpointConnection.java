package io.wabridge.kit.connection;

import io.wabridge.kit.ConflictException;
import io.wabridge.kit.client.Endpoint;
import io.wabridge.kit.client.EndpointDraft;
import io.wabridge.kit.client.EndpointSetup;
import io.wabridge.kit.client.Endpoints;
import io.wabridge.kit.client.Tokens;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.TokenSource;
import io.wabridge.model.connector.Connected;
import io.wabridge.model.connector.Connector;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.Connects;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.FieldProblem;
import io.wabridge.model.connector.Probe;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.ProblemDetail;
import org.springframework.web.client.HttpClientErrorException;

/**
 * Connects the endpoints of one side and tests their connections; reports the results to
 * tenant-service.
 */
public final class EndpointConnection<E extends Endpoint, C extends Connector> {

  /** Whether it works, and each thing that was checked. */
  public record Result(boolean working, List<Probe> checks) {}

  /**
   * The check of settings that are not saved.
   *
   * @param working whether they will work, once the endpoint is connected
   * @param fields what is wrong with single fields; then nothing was asked at the other side
   * @param checks what the other side said
   */
  public record DraftResult(boolean working, List<FieldProblem> fields, List<Probe> checks) {}

  private final Endpoints<E> endpoints;
  private final Connectors<C> connectors;
  private final Tokens tokens;
  private final MediaBytes media;
  private final EndpointSetup setup;
  private final Function<E, URI> address;

  /**
   * For one side.
   *
   * @param address the address of an endpoint's webhooks
   */
  public EndpointConnection(
      Endpoints<E> endpoints,
      Connectors<C> connectors,
      Tokens tokens,
      MediaBytes media,
      EndpointSetup setup,
      Function<E, URI> address) {
    this.endpoints = endpoints;
    this.connectors = connectors;
    this.tokens = tokens;
    this.media = media;
    this.setup = setup;
    this.address = address;
  }

  /** Tests everything a conversation needs; changes nothing at the product. */
  public Result test(E endpoint) {
    var checked = checked(endpoint);
    var result = report(endpoint, checked);
    found(endpoint, checked);
    return result;
  }

  /** Tests it without a person waiting for the answer. */
  void watch(E endpoint) {
    found(endpoint, checked(endpoint));
  }

  private Connected checked(E endpoint) {
    var connector = connectors.of(endpoint.kind());
    return ConnectorCall.checked(connector, address.apply(endpoint), context(endpoint, connector));
  }

  /** Tests settings that are not saved; keeps nothing. */
  public DraftResult check(EndpointDraft<E> draft) {
    var endpoint = draft.endpoint();
    if (endpoint == null) {
      return new DraftResult(false, draft.problems(), List.of());
    }
    var connector = connectors.of(endpoint.kind());
    var entered = new EnteredTokens(connector, endpoint.settings(), draft.tokens());
    var checked = ConnectorCall.checked(connector, null, context(endpoint, entered));
    return new DraftResult(
        checked.probes().stream().allMatch(probe -> probe.ok() || probe.reconnect()),
        List.of(),
        checked.probes());
  }

  /** Registers the endpoint's address at the product. */
  public Result connect(E endpoint) {
    var connector = connectors.of(endpoint.kind());
    if (!(connector instanceof Connects connects)) {
      return report(endpoint, ConnectorCall.nothingToDo("register"));
    }
    return report(
        endpoint,
        ConnectorCall.tried(
            context(endpoint, connector),
            context -> connects.connect(address.apply(endpoint), endpoint.name(), context)));
  }

  private Context context(E endpoint, C connector) {
    return context(endpoint, tokens.of(endpoint, connector));
  }

  private Context context(E endpoint, TokenSource source) {
    return new Context(endpoint.settings(), source, media, null, null, endpoint.language());
  }

  private void found(E endpoint, Connected checked) {
    setup.found(
        EndpointSetup.side(endpoint),
        endpoint.endpointId(),
        new EndpointSetup.Findings(checked.probes()));
  }

  private Result report(E endpoint, Connected connected) {
    try {
      endpoints.report(endpoint.endpointId(), connected.working(), connected.learned());
    } catch (HttpClientErrorException.Conflict e) {
      throw new ConflictException(detail(e));
    }
    return new Result(connected.working(), connected.probes());
  }

  /** Another endpoint has what this one learned, such as its id at the product. */
  private static String detail(HttpClientErrorException.Conflict refusal) {
    var problem = refusal.getResponseBodyAs(ProblemDetail.class);
    return problem == null || problem.getDetail() == null
        ? "Another endpoint has this id at the product."
        : problem.getDetail();
  }
}
