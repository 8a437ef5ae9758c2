package io.wabridge.model.connector;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The description of a connector. All code outside the connector decides by it.
 *
 * @param kind its name in settings, queues and addresses: lower-case letters and digits
 * @param label the product's name, for people
 * @param fields the form an administrator fills in
 * @param tokenField the secret that is the bearer token itself; null where {@link SignsIn} gets
 *     one, or none is needed
 * @param credentialField the field that tells the credentials of an endpoint apart; where it is
 *     set, an endpoint may have several credentials that share the load
 * @param capabilities what the product can receive
 * @param limits its rate limits, unless the endpoint has its own
 * @param documentation where the product's own documentation is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectorInfo(
    String kind,
    Side side,
    String label,
    List<Field> fields,
    @Nullable String tokenField,
    @Nullable String credentialField,
    Capabilities capabilities,
    Limits limits,
    List<URI> documentation) {

  /** Which side of the bridge the product is on. */
  public enum Side {
    CHANNEL,
    DESK
  }

  public ConnectorInfo {
    if (!kind.matches("[a-z][a-z0-9]{1,30}")) {
      throw new IllegalArgumentException("not a kind: " + kind);
    }
    fields = List.copyOf(fields);
    documentation = List.copyOf(documentation);
  }

  public Optional<Field> field(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }

  /** The fields every credential of an endpoint has. */
  public List<Field> credentialFields() {
    return fields.stream().filter(Field::perCredential).toList();
  }
}
