package io.wabridge.kit.connection;

import io.wabridge.kit.ConflictException;
import io.wabridge.kit.client.Endpoint;
import io.wabridge.kit.client.Endpoints;
import io.wabridge.kit.client.Tokens;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.TokenRefused;
import io.wabridge.model.TokenUnavailable;
import io.wabridge.model.connector.Checks;
import io.wabridge.model.connector.Connected;
import io.wabridge.model.connector.Connector;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.Connects;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.Probe;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.web.client.HttpClientErrorException;

/**
 * Connects the endpoints of one side and tests their connections; reports the results to
 * tenant-service.
 */
public final class EndpointConnection<E extends Endpoint, C extends Connector> {

  /** Whether it works, and each thing that was checked. */
  public record Result(boolean working, List<Probe> checks) {}

  private final Endpoints<E> endpoints;
  private final Connectors<C> connectors;
  private final Tokens tokens;
  private final MediaBytes media;

  public EndpointConnection(
      Endpoints<E> endpoints, Connectors<C> connectors, Tokens tokens, MediaBytes media) {
    this.endpoints = endpoints;
    this.connectors = connectors;
    this.tokens = tokens;
    this.media = media;
  }

  /** Tests everything a conversation needs; changes nothing at the product. */
  public Result test(E endpoint) {
    var connector = connectors.of(endpoint.kind());
    if (!(connector instanceof Checks checks)) {
      return report(endpoint, new Connected(List.of(nothingToDo("check")), Map.of()));
    }
    return report(
        endpoint,
        tried(endpoint, connector, context -> new Connected(checks.check(context), Map.of())));
  }

  /** Registers the endpoint's address at the product. */
  public Result connect(E endpoint, URI address) {
    var connector = connectors.of(endpoint.kind());
    if (!(connector instanceof Connects connects)) {
      return report(endpoint, new Connected(List.of(nothingToDo("register")), Map.of()));
    }
    return report(
        endpoint,
        tried(endpoint, connector, context -> connects.connect(address, endpoint.name(), context)));
  }

  private Connected tried(E endpoint, C connector, Function<Context, Connected> call) {
    var context =
        new Context(
            endpoint.settings(),
            tokens.of(endpoint, connector),
            media,
            null,
            null,
            endpoint.language());
    try {
      return call.apply(context);
    } catch (TokenRefused e) {
      return failed(e.getMessage(), "Enter the credentials again.");
    } catch (TokenUnavailable e) {
      return failed(e.getMessage(), "Try again; if the error persists, check the address.");
    }
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

  private static Probe nothingToDo(String what) {
    return Probe.ok("Connection", "There is nothing to " + what + " at this product.");
  }

  private static Connected failed(@Nullable String found, String remedy) {
    return new Connected(List.of(Probe.failed("Sign-in", String.valueOf(found), remedy)), Map.of());
  }
}
