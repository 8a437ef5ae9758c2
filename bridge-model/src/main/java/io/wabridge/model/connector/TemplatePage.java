package io.wabridge.model.connector;

import io.wabridge.model.template.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of an account's templates.
 *
 * @param next where the next page begins; null: this is the last one
 */
public record TemplatePage(List<Template> templates, @Nullable String next) {
  public TemplatePage {
    templates = List.copyOf(templates);
  }
}
