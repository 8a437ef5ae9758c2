package io.wabridge.model.connector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One outside product, both directions. What a product can do beyond this contract is declared by
 * the interfaces it implements: {@link SignsIn}, {@link Connects}, {@link Checks}, {@link
 * OpensMedia}, {@link UploadsMedia}, {@link ShowsReceipts}, {@link MarksRead}, {@link
 * NeedsSession}, {@link ReceivesWithCalls}, {@link Rehearses}.
 */
public sealed interface Connector permits ChannelConnector, DeskConnector {

  /** Describes the product, its settings and its capabilities. */
  ConnectorInfo info();

  default String kind() {
    return info().kind();
  }

  /**
   * The requests that the product makes to the bridge; by default a POST to the endpoint's own
   * address.
   */
  default List<WebhookRoute> routes() {
    return List.of(WebhookRoute.post());
  }

  /**
   * Checks that a request is genuine (constant time, over the exact bytes), splits it into parts
   * and decides the reply. No network, never throws because of external input.
   */
  Ingress receive(WebhookRequest request, Settings settings);

  /** Splits a request that was found genuine before, for replays from the archive. No network. */
  List<WebhookPart> split(WebhookRequest request) throws WebhookUnreadable;

  /**
   * The product's own id of the endpoint, if the settings contain it; unique per kind. Null until
   * the endpoint is connected, if connecting creates the id.
   */
  @Nullable String externalId(Settings settings);

  /**
   * Problems of settings whose single fields are valid; the form's own rules are checked before.
   */
  default List<FieldProblem> problems(Settings settings) {
    return List.of();
  }
}
