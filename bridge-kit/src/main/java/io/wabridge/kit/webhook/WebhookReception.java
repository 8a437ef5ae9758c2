package io.wabridge.kit.webhook;

import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Endpoint;
import io.wabridge.kit.lane.ConfirmedChannel.NotConfirmed;
import io.wabridge.kit.resilience.QuotaExceededException;
import io.wabridge.kit.resilience.Quotas;
import io.wabridge.kit.telemetry.OccasionalLog;
import io.wabridge.kit.telemetry.WebhookMeters;
import io.wabridge.kit.telemetry.WebhookMeters.Outcome;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.ReceivesWithCalls;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookReply;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookRoute;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClientException;
import org.springframework.web.server.ResponseStatusException;

/**
 * Answers the requests that outside products make to an endpoint's address. The address names the
 * endpoint, and so the secret: nothing in an unsigned body is believed. A webhook is answered 2xx
 * only after the broker confirmed it; otherwise 503, so that the product sends it again.
 */
public final class WebhookReception<E extends Endpoint> {

  private static final Logger log = LoggerFactory.getLogger(WebhookReception.class);

  /** No product sends more in one webhook; the quota is for what arrives over time. */
  private static final int MOST_MESSAGES = 1000;

  private final WebhookSide<E, ?> side;
  private final WebhookIntake<E> intake;
  private final WebhookMeters meters;
  private final Quotas quotas;
  private final WebhookRequests requests;
  private final OccasionalLog refusals = new OccasionalLog();

  public WebhookReception(
      WebhookSide<E, ?> side,
      WebhookIntake<E> intake,
      WebhookMeters meters,
      Quotas quotas,
      WebhookRequests requests) {
    this.side = side;
    this.intake = intake;
    this.meters = meters;
    this.quotas = quotas;
    this.requests = requests;
  }

  /**
   * Answers one request.
   *
   * @param kind the kind the address names; empty where addresses do not name it
   * @param path what follows the endpoint's own address, empty or beginning with "/"
   */
  public ResponseEntity<byte[]> answer(
      String kind, String endpointId, String path, HttpServletRequest request) throws IOException {
    var since = System.nanoTime();
    var found =
        side.endpoints().find(endpointId).filter(one -> kind.isEmpty() || one.kind().equals(kind));
    if (found.isEmpty()) {
      meters.unknown();
      return status(HttpStatus.NOT_FOUND);
    }
    var endpoint = found.get();
    var views = side.views(endpoint);
    var routes = views.stream().flatMap(view -> routes(view, path)).toList();
    var matching = views.stream().filter(view -> route(view, path, request).isPresent()).toList();
    if (matching.isEmpty()) {
      return status(routes.isEmpty() ? HttpStatus.NOT_FOUND : HttpStatus.METHOD_NOT_ALLOWED);
    }
    var proven =
        matching.stream()
            .filter(view -> proven(route(view, path, request).orElseThrow(), request))
            .toList();
    if (proven.isEmpty()) {
      return rejected(endpoint, HttpStatus.UNAUTHORIZED.value());
    }
    if (EncodedBody.in(request)) {
      warn(endpoint, "a webhook with a content encoding was refused");
      throw new EncodedBody();
    }
    var route = route(proven.getFirst(), path, request).orElseThrow();
    return requests.read(request, route, path, read -> received(proven, read, since));
  }

  /**
   * Answers a request of the public API to an endpoint whose key was checked.
   *
   * @param path of the connector's route
   * @param prepare adds what the API has found out, for the connector; may refuse the request
   */
  public ResponseEntity<byte[]> answer(
      E endpoint, String path, UnaryOperator<WebhookRequest> prepare, HttpServletRequest request)
      throws IOException {
    var since = System.nanoTime();
    var route =
        side.connectors().of(endpoint.kind()).routes().stream()
            .filter(one -> one.path().equals(path))
            .findFirst()
            .orElseThrow();
    return requests.read(
        request, route, path, read -> received(List.of(endpoint), prepare.apply(read), since));
  }

  private Stream<WebhookRoute> routes(E endpoint, String path) {
    return side.connectors().of(endpoint.kind()).routes().stream()
        .filter(route -> route.path().equals(path));
  }

  private Optional<WebhookRoute> route(E endpoint, String path, HttpServletRequest request) {
    return routes(endpoint, path)
        .filter(one -> one.method().equals(request.getMethod()))
        .findFirst();
  }

  /** Refuses a request without the required header before its body is read. */
  private static boolean proven(WebhookRoute route, HttpServletRequest request) {
    var proof = route.proof();
    if (proof == null) {
      return true;
    }
    var header = request.getHeader(proof.header());
    return header != null && Pattern.matches(proof.pattern(), header);
  }

  /**
   * Receives a request as the endpoint's product, or as the one that it was moved from.
   *
   * @param views the endpoint, and what it was before; the first one to find the request genuine
   *     counts
   */
  private ResponseEntity<byte[]> received(List<E> views, WebhookRequest request, long since) {
    var endpoint = views.getFirst();
    Ingress ingress = new Ingress.Rejected(HttpStatus.FORBIDDEN.value());
    for (var view : views) {
      endpoint = view;
      try {
        ingress = ingress(view, request);
      } catch (IOException e) {
        return unavailable(view, e);
      }
      if (!(ingress instanceof Ingress.Rejected)) {
        break;
      }
    }
    return answer(endpoint, ingress, request, since);
  }

  /** A secret that was replaced lately is still valid: the product learns the new one later. */
  private Ingress ingress(E endpoint, WebhookRequest request) throws IOException {
    var ingress = ingress(endpoint, endpoint.settings(), request);
    var before = endpoint.settings().beforeRotation();
    return ingress instanceof Ingress.Rejected && before.isPresent()
        ? ingress(endpoint, before.get(), request)
        : ingress;
  }

  private Ingress ingress(E endpoint, Settings settings, WebhookRequest request)
      throws IOException {
    var connector = side.connectors().of(endpoint.kind());
    return connector instanceof ReceivesWithCalls calls
        ? calls.receiveWithCalls(request, settings)
        : connector.receive(request, settings);
  }

  private ResponseEntity<byte[]> answer(
      E endpoint, Ingress ingress, WebhookRequest request, long since) {
    try {
      return switch (ingress) {
        case Ingress.Accepted(var parts, var reply) -> {
          takeQuota(endpoint, parts);
          intake.accept(endpoint, request, parts);
          meters.answered(endpoint.tenant().value(), Outcome.ACCEPTED, since);
          if (endpoint instanceof Channel channel) {
            meters.heard(channel.tenant().value(), channel.id().value());
          }
          yield reply(reply);
        }
        case Ingress.Replied(var reply) -> reply(reply);
        case Ingress.Unreadable(var problem, var reply) -> {
          quotas.take(endpoint.tenant(), endpoint.quotaPerSecond(), 1);
          intake.acceptUnreadable(endpoint, request, problem);
          meters.answered(endpoint.tenant().value(), Outcome.UNREADABLE, since);
          yield reply(reply);
        }
        case Ingress.Rejected(var status) -> rejected(endpoint, status);
      };
    } catch (QuotaExceededException e) {
      meters.count(endpoint.tenant().value(), Outcome.OVER_QUOTA);
      throw e;
    } catch (NotConfirmed | RestClientException e) {
      return unavailable(endpoint, e);
    }
  }

  private ResponseEntity<byte[]> unavailable(E endpoint, Exception e) {
    meters.count(endpoint.tenant().value(), Outcome.UNAVAILABLE);
    log.atError()
        .addKeyValue("endpoint", endpoint.endpointId())
        .log("a webhook was answered 503 and will be sent again: {}", e.getMessage());
    return status(HttpStatus.SERVICE_UNAVAILABLE);
  }

  /** Statuses and other signals have a quota of their own: several belong to each message. */
  private void takeQuota(E endpoint, List<WebhookPart> parts) {
    var signals =
        (int) parts.stream().filter(part -> part.type() == WebhookPart.Type.SIGNAL).count();
    if (parts.size() - signals > MOST_MESSAGES) {
      throw new ResponseStatusException(
          HttpStatus.CONTENT_TOO_LARGE,
          "A webhook may contain " + MOST_MESSAGES + " messages at most.");
    }
    if (signals > 0) {
      quotas.takeSignals(endpoint.tenant(), endpoint.quotaPerSecond(), signals);
    }
    if (signals == 0 || parts.size() > signals) {
      quotas.take(endpoint.tenant(), endpoint.quotaPerSecond(), parts.size() - signals);
    }
  }

  private ResponseEntity<byte[]> rejected(E endpoint, int status) {
    meters.count(endpoint.tenant().value(), Outcome.BAD_SIGNATURE);
    warn(endpoint, "a webhook that is not genuine was refused");
    return ResponseEntity.status(status).build();
  }

  /** Any caller can send such requests, and as many as it likes. */
  private void warn(E endpoint, String what) {
    refusals.count(
        endpoint.endpointId() + " " + what,
        times ->
            log.atWarn()
                .addKeyValue("endpoint", endpoint.endpointId())
                .addKeyValue("times", times)
                .log(what));
  }

  private static ResponseEntity<byte[]> reply(WebhookReply reply) {
    var headers = new HttpHeaders();
    reply.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    return ResponseEntity.status(reply.status()).headers(headers).body(reply.body());
  }

  private static ResponseEntity<byte[]> status(HttpStatus status) {
    return ResponseEntity.status(status).build();
  }
}
