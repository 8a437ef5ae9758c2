package io.wabridge.genesys.webhook;

import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.Tenants;
import io.wabridge.model.DeskId;
import io.wabridge.model.connector.CallsApi;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.DeskConnector;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Checks the keys of the public API. */
@Component
class DeskKeys {

  private final Tenants tenants;
  private final Connectors<DeskConnector> connectors;

  DeskKeys(Tenants tenants, Connectors<DeskConnector> connectors) {
    this.tenants = tenants;
    this.connectors = connectors;
  }

  /**
   * The desk whose key the request shows.
   *
   * @throws ApiProblem it shows none
   */
  Desk desk(HttpServletRequest request) {
    return DeskKey.of(request)
        .flatMap(key ->
            tenants
                .desk(new DeskId(key.desk()))
                .filter(desk ->
                    connectors.of(desk.kind()) instanceof CallsApi api
                        && key.isOneOf(api.apiKeys(desk.settings()))))
        .orElseThrow(() ->
            new ApiProblem(
                HttpStatus.UNAUTHORIZED,
                "UNAUTHORIZED",
                "The bearer token must be wbk_<desk id>_<API key> of a desk."));
  }
}
