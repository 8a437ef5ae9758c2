package io.wabridge.tenant.connector;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fields of a form as an administrator sent them; the text form has their names only. */
@Schema(type = "object", additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
public record EnteredFields(@Schema(hidden = true) Map<String, JsonNode> fields) {

  public static final EnteredFields NONE = new EnteredFields(Map.of());

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public EnteredFields {
    // not Map.copyOf: problems are reported in the order the fields were sent
    fields = new LinkedHashMap<>(fields);
  }

  /** Null if the field was not sent. */
  public @Nullable JsonNode get(String name) {
    return fields.get(name);
  }

  public Set<String> names() {
    return fields.keySet();
  }

  @Override
  public String toString() {
    return "EnteredFields" + names();
  }
}
