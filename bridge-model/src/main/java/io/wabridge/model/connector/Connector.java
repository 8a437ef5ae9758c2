package io.wabridge.model.connector;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One outside product, both directions. What a product can do beyond this contract it says by the
 * abilities it implements: {@link SignsIn}, {@link Connects}, {@link Checks}, {@link OpensMedia},
 * {@link UploadsMedia}, {@link ShowsReceipts}, {@link MarksRead}.
 */
public sealed interface Connector permits ChannelConnector, DeskConnector {

  /** What the product is, what an administrator enters for it, what it can carry. */
  ConnectorInfo info();

  default String kind() {
    return info().kind();
  }

  /** The requests the product makes to us; by default a POST to the endpoint's own address. */
  default List<WebhookRoute> routes() {
    return List.of(WebhookRoute.post());
  }

  /**
   * Checks that a request is genuine (constant time, over the exact bytes), takes it apart and says
   * what is answered. No network, never throws for what a stranger sent.
   */
  Ingress receive(WebhookRequest request, Settings settings);

  /** Takes a request apart that was found genuine before: replays from the archive. No network. */
  List<WebhookPart> split(WebhookRequest request) throws WebhookUnreadable;

  /**
   * The product's own id of the endpoint, as far as the settings tell it; unique per kind. Null
   * until the endpoint was connected, where connecting makes it.
   */
  @Nullable String externalId(Settings settings);

  /**
   * What is wrong with settings that each field allows; the form's own rules are checked before.
   */
  default List<FieldProblem> problems(Settings settings) {
    return List.of();
  }
}
