package io.wabridge.tenant.connector;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.connection.SandboxProperties;
import io.wabridge.model.connector.Connector;
import io.wabridge.model.connector.ConnectorInfo;
import io.wabridge.model.connector.Connects;
import io.wabridge.model.connector.Rehearses;
import io.wabridge.tenant.ApiPage;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the forms, capabilities and limits of every connector. */
@RestController
@RequestMapping("/api/v1/connectors")
@Tag(name = "Connectors")
class ConnectorController {

  /**
   * A connector.
   *
   * @param connects whether the bridge can register its address at the product itself
   * @param sandbox its stand-in in the sandbox, if this installation has it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Connector")
  record ConnectorView(
      @JsonUnwrapped ConnectorInfo info, boolean connects, @Nullable StandIn sandbox) {}

  /**
   * The stand-in of a product.
   *
   * @param page where a person opens it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StandIn(@Nullable URI page) {}

  private final ConnectorCatalog catalog;
  private final FieldDefaults defaults;
  private final SandboxProperties sandbox;

  ConnectorController(ConnectorCatalog catalog, FieldDefaults defaults, SandboxProperties sandbox) {
    this.catalog = catalog;
    this.defaults = defaults;
    this.sandbox = sandbox;
  }

  @GetMapping
  @Operation(summary = "All connectors of both sides, by kind")
  ApiPage<ConnectorView> list() {
    return new ApiPage<>(catalog.all().stream().map(this::view).toList(), null);
  }

  @GetMapping("/{kind}")
  @Operation(summary = "One connector")
  ConnectorView get(@PathVariable String kind) {
    return catalog
        .find(kind)
        .map(this::view)
        .orElseThrow(() -> new NotFoundException("There is no connector " + kind + "."));
  }

  private ConnectorView view(Connector connector) {
    var known =
        sandbox.url(connector.kind()).isPresent() && connector instanceof Rehearses
            ? new StandIn(sandbox.page(connector.kind()).orElse(null))
            : null;
    return new ConnectorView(
        defaults.shownIn(connector.info()), connector instanceof Connects, known);
  }
}
