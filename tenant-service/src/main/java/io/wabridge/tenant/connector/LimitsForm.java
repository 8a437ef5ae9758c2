package io.wabridge.tenant.connector;

import io.wabridge.model.connector.Limits;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks the endpoint's own limits; null removes one, so that the connector's applies. */
@Component
public class LimitsForm {

  private static final List<String> NAMES =
      Arrays.stream(Limits.class.getRecordComponents()).map(RecordComponent::getName).toList();

  private final JsonMapper json;

  LimitsForm(JsonMapper json) {
    this.json = json;
  }

  public Limits check(Limits before, @Nullable EnteredFields entered, Problems problems) {
    if (entered == null) {
      return before;
    }
    var now =
        new LinkedHashMap<>(
            json.convertValue(before, new TypeReference<Map<String, Integer>>() {}));
    entered
        .fields()
        .forEach((name, value) -> {
          if (!NAMES.contains(name)) {
            problems.add(
                "limits." + name, name, "is not a limit; limits: " + String.join(", ", NAMES));
          } else if (value.isNull()) {
            now.remove(name);
          } else if (isPositive(value)) {
            now.put(name, value.asInt());
          } else {
            problems.add("limits." + name, label(name), "must be a whole number above 0");
          }
        });
    return json.convertValue(now, Limits.class);
  }

  private static boolean isPositive(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToInt() && value.asInt() > 0;
  }

  /** "callsPerMinute" as "Calls per minute". */
  private static String label(String name) {
    var words = name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
