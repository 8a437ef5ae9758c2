package io.wabridge.connectors.meta;

import io.wabridge.model.template.TemplateForm;
import java.util.List;
import java.util.regex.Pattern;

/** The rules for placeholders in the text of a template (whatsapp-templates 4). */
final class MetaTemplatePlaces {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Pattern ADJACENT = Pattern.compile("}}\\s*\\{\\{");
  private static final Pattern STRAY = Pattern.compile("\\{\\{[^{}]*}}");

  private final MetaTemplateProblems problems;
  private final boolean named;

  MetaTemplatePlaces(MetaTemplateProblems problems, boolean named) {
    this.problems = problems;
    this.named = named;
  }

  /** Checks the text of a body. */
  List<String> body(String text, String path) {
    List<String> places = any(text, path);
    String stripped = text.strip();
    problems.addIf(
        !places.isEmpty() && (stripped.startsWith("{{") || stripped.endsWith("}}")),
        path,
        "must not begin or end with a placeholder");
    problems.addIf(ADJACENT.matcher(text).find(), path, "must have words between two placeholders");
    return places;
  }

  /** Checks names or numbers of the placeholders. */
  List<String> any(String text, String path) {
    String rest = STRAY.matcher(text).replaceAll("");
    problems.addIf(
        rest.contains("{{") || rest.contains("}}"), path, "has a placeholder with wrong braces");
    List<String> places = TemplateForm.places(text);
    for (int i = 0; i < places.size(); i++) {
      String place = places.get(i);
      if (named) {
        problems.addIf(
            !NAME.matcher(place).matches(),
            path,
            "has the placeholder {{"
                + place
                + "}}: a name is lower-case letters, digits and underscores");
      } else if (!place.equals(String.valueOf(i + 1))) {
        problems.add(
            path, "must number its placeholders {{1}}, {{2}} and so on; found {{" + place + "}}");
        return places;
      }
    }
    return places;
  }
}
