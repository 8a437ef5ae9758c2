package io.wabridge.kit.webhook;

import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookRoute;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.function.Function;

/** Reads requests as connectors get them: whole, with the public address they were sent to. */
public final class WebhookRequests {

  private final WebhookBodies bodies;
  private final URI publicUrl;

  WebhookRequests(WebhookBodies bodies, URI publicUrl) {
    this.bodies = bodies;
    this.publicUrl = publicUrl;
  }

  /** Reads the request and uses it; its body keeps its part of the budget for so long. */
  <T> T read(
      HttpServletRequest request, WebhookRoute route, String path, Function<WebhookRequest, T> use)
      throws IOException {
    var query = request.getQueryString();
    var url = publicUrl + request.getRequestURI() + (query == null ? "" : "?" + query);
    try (var body = bodies.read(request, route.maxBytes())) {
      return use.apply(
          new WebhookRequest(
              request.getMethod(),
              URI.create(url),
              path,
              Query.parse(query),
              WebhookBody.headers(request),
              body.bytes()));
    }
  }
}
