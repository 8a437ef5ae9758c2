package io.wabridge.connectors.meta;

import static io.wabridge.connectors.Fields.clip;
import static io.wabridge.connectors.Fields.whole;
import static io.wabridge.connectors.Fields.word;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One error of Meta, from an answer or a webhook: a code such as {@code 131047} and a text. */
public record MetaFault(int code, int subcode, String text) {

  public static final int NO_CODE = -1;

  public static MetaFault of(JsonNode error) {
    Long code = whole(error, "code");
    Long subcode = whole(error, "error_subcode");
    String details = word(error.path("error_data"), "details", "");
    String message = word(error, "message", word(error, "title", ""));
    String text =
        details.isEmpty() || message.contains(details) ? message : message + ": " + details;
    return new MetaFault(number(code, NO_CODE), number(subcode, 0), clip(text, 500));
  }

  private static int number(@Nullable Long code, int otherwise) {
    return code == null || code != code.intValue() ? otherwise : code.intValue();
  }

  /** All errors as one text. */
  static String details(List<MetaFault> faults) {
    return clip(
        faults.stream()
            .map(MetaFault::detail)
            .filter(detail -> !detail.isEmpty())
            .distinct()
            .collect(Collectors.joining("; ")),
        1000);
  }

  /** The error as text for operators and agents. */
  public String detail() {
    String number = code == NO_CODE ? "" : "Meta " + code;
    return text.isEmpty() ? number : number.isEmpty() ? text : number + ": " + text;
  }
}
