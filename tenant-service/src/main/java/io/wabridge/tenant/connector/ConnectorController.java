package io.wabridge.tenant.connector;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.NotFoundException;
import io.wabridge.model.connector.Connector;
import io.wabridge.model.connector.ConnectorInfo;
import io.wabridge.tenant.ApiPage;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the forms, capabilities and limits of every connector. */
@RestController
@RequestMapping("/api/v1/connectors")
@Tag(name = "Connectors")
class ConnectorController {

  private final ConnectorCatalog catalog;
  private final FieldDefaults defaults;

  ConnectorController(ConnectorCatalog catalog, FieldDefaults defaults) {
    this.catalog = catalog;
    this.defaults = defaults;
  }

  @GetMapping
  @Operation(summary = "All connectors of both sides, by kind")
  ApiPage<ConnectorInfo> list() {
    return new ApiPage<>(catalog.infos().stream().map(defaults::shownIn).toList(), null);
  }

  @GetMapping("/{kind}")
  @Operation(summary = "One connector")
  ConnectorInfo get(@PathVariable String kind) {
    return catalog
        .find(kind)
        .map(Connector::info)
        .map(defaults::shownIn)
        .orElseThrow(() -> new NotFoundException("There is no connector " + kind + "."));
  }
}
