package io.wabridge.connectors.meta;

import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.text;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.model.template.TemplateForm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The rules for the buttons of a template (whatsapp-templates 2). */
final class MetaTemplateButtons {

  static final int TEXT = 25;
  static final int URL = 2000;
  static final int PHONE = 20;
  static final int CODE = 15;

  private static final Map<String, Integer> MOST =
      Map.of("URL", 2, "PHONE_NUMBER", 1, "COPY_CODE", 1, "OTP", 1, "CATALOG", 1, "MPM", 1);
  private static final Set<String> KINDS =
      Set.of(
          "QUICK_REPLY",
          "URL",
          "PHONE_NUMBER",
          "COPY_CODE",
          "FLOW",
          "OTP",
          "CATALOG",
          "MPM",
          "SPM",
          "VOICE_CALL",
          "APP",
          "REQUEST_CONTACT_INFO");

  private final MetaTemplateProblems problems;

  MetaTemplateButtons(MetaTemplateProblems problems) {
    this.problems = problems;
  }

  void check(List<JsonNode> buttons, String component, int most) {
    String path = component + ".buttons";
    problems.addIf(
        buttons.isEmpty() || buttons.size() > most, path, "must have 1 to " + most + " buttons");
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < buttons.size(); i++) {
      String kind = MetaTemplateRules.type(buttons.get(i));
      counts.merge(kind, 1, Integer::sum);
      button(buttons.get(i), kind, path + "[" + i + "]");
    }
    counts.forEach((kind, count) ->
        problems.addIf(
            count > MOST.getOrDefault(kind, most),
            path,
            "must have at most " + MOST.getOrDefault(kind, most) + " of the type " + kind));
    problems.addIf(scattered(buttons), path, "must have all quick replies first, or all last");
  }

  /** Quick replies must be one group, at the beginning or at the end. */
  private static boolean scattered(List<JsonNode> buttons) {
    List<Boolean> quick =
        buttons.stream().map(one -> MetaTemplateRules.type(one).equals("QUICK_REPLY")).toList();
    long changes = 0;
    for (int i = 1; i < quick.size(); i++) {
      changes += quick.get(i).equals(quick.get(i - 1)) ? 0 : 1;
    }
    return changes > 1;
  }

  private void button(JsonNode button, String kind, String path) {
    switch (kind) {
      case "QUICK_REPLY" -> problems.text(button, "text", path, TEXT);
      case "URL" -> {
        problems.text(button, "text", path, TEXT);
        address(button, path);
      }
      case "PHONE_NUMBER" -> {
        problems.text(button, "text", path, TEXT);
        problems.text(button, "phone_number", path, PHONE);
      }
      case "COPY_CODE" -> {
        JsonNode example = button.path("example");
        String code = example.isArray() ? example.path(0).asString("") : example.asString("");
        problems.addIf(
            code.isBlank() || MetaTemplateProblems.length(code) > CODE,
            path + ".example",
            "must be a code of 1 to " + CODE + " characters");
      }
      case "FLOW" -> {
        problems.text(button, "text", path, TEXT);
        problems.addIf(
            text(button, "flow_id") == null
                && text(button, "flow_name") == null
                && text(button, "flow_json") == null,
            path,
            "must have flow_id, flow_name or flow_json");
      }
      case "OTP" -> code(button, path);
      default ->
          problems.addIf(
              !KINDS.contains(kind),
              path + ".type",
              "must be one of " + KINDS.stream().sorted().toList());
    }
  }

  private void address(JsonNode button, String path) {
    String url = problems.text(button, "url", path, URL);
    problems.addIf(
        !url.isEmpty() && !url.startsWith("https://") && !url.startsWith("http://"),
        path + ".url",
        "must be an https or http address");
    List<String> places = TemplateForm.places(url);
    if (places.isEmpty()) {
      return;
    }
    problems.addIf(
        places.size() > 1 || !url.endsWith("}}"),
        path + ".url",
        "must have at most one placeholder, at its end");
    problems.addIf(
        button.path("example").isMissingNode()
            || button.path("example").isEmpty() && button.path("example").asString("").isBlank(),
        path + ".example",
        "must be the address with a value of the placeholder");
  }

  private void code(JsonNode button, String path) {
    String how = MetaTemplates.upper(word(button, "otp_type", ""));
    problems.addIf(
        !Set.of("COPY_CODE", "ONE_TAP", "ZERO_TAP").contains(how),
        path + ".otp_type",
        "must be COPY_CODE, ONE_TAP or ZERO_TAP");
    String label = word(button, "text", "");
    problems.addIf(
        MetaTemplateProblems.length(label) > TEXT,
        path + ".text",
        "must have at most " + TEXT + " characters");
    problems.addIf(
        (how.equals("ONE_TAP") || how.equals("ZERO_TAP"))
            && list(button, "supported_apps").isEmpty(),
        path + ".supported_apps",
        "must name the app that gets the code");
  }
}
