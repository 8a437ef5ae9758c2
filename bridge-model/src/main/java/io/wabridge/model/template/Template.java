package io.wabridge.model.template;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A template of a business account, in one language.
 *
 * @param id the provider's id of it
 * @param language as "pt_BR"
 * @param reason why it was rejected, paused or disabled, in the provider's words
 * @param pendingCategory the category that it is going to have; null: no change is announced
 * @param components its content in the provider's own format, a JSON array; null: the provider has
 *     no such format
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Template(
    String id,
    String name,
    String language,
    TemplateCategory category,
    TemplateStatus status,
    TemplateQuality quality,
    @Nullable String reason,
    @Nullable TemplateCategory pendingCategory,
    TemplateForm form,
    @Nullable String components) {

  public Template {
    language = normalized(language);
    category = Objects.requireNonNullElse(category, TemplateCategory.OTHER);
    status = Objects.requireNonNullElse(status, TemplateStatus.OTHER);
    quality = Objects.requireNonNullElse(quality, TemplateQuality.UNKNOWN);
  }

  /** Providers write "en-GB" and "en_GB". */
  public static String normalized(String language) {
    var parts = language.strip().replace('-', '_').split("_", 2);
    return parts.length == 1
        ? parts[0].toLowerCase(Locale.ROOT)
        : parts[0].toLowerCase(Locale.ROOT) + "_" + parts[1].toUpperCase(Locale.ROOT);
  }
}
