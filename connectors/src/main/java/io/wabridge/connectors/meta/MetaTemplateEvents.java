package io.wabridge.connectors.meta;

import static io.wabridge.connectors.Fields.id;
import static io.wabridge.connectors.Fields.time;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Fields;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.model.template.Template;
import io.wabridge.model.template.TemplateCategory;
import io.wabridge.model.template.TemplateQuality;
import io.wabridge.model.template.TemplateStatus;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Decodes what Meta reports about templates (whatsapp-cloud 7.2). */
final class MetaTemplateEvents {

  private static final String STATUS = "message_template_status_update";
  private static final String QUALITY = "message_template_quality_update";
  private static final String COMPONENTS = "message_template_components_update";
  private static final String CATEGORY = "template_category_update";

  private static final Set<String> FIELDS = Set.of(STATUS, QUALITY, COMPONENTS, CATEGORY);

  private MetaTemplateEvents() {}

  static boolean reads(String field) {
    return FIELDS.contains(field);
  }

  /** The part is as for {@link MetaAccount}. */
  static ChannelEvent decode(JsonNode part) {
    String field = word(part, "field", "");
    JsonNode value = part.path("other");
    @Nullable String template = id(value, "message_template_id");
    if (template == null) {
      return new ChannelEvent.Ignored(field);
    }
    @Nullable String event = field.equals(STATUS) ? word(value, "event") : null;
    @Nullable String quality = field.equals(QUALITY) ? word(value, "new_quality_score") : null;
    boolean moved = word(value, "previous_category") != null;
    return new ChannelEvent.TemplateChanged(
        id(part, "account"),
        template,
        word(value, "message_template_name", ""),
        Template.normalized(word(value, "message_template_language", "")),
        event == null ? null : TemplateStatus.named(event),
        event == null ? null : reason(value),
        quality == null ? null : TemplateQuality.named(quality),
        category(field, value, moved),
        field.equals(CATEGORY) && !moved ? named(word(value, "correct_category")) : null,
        field.equals(COMPONENTS),
        time(part, "time"));
  }

  /** An announced change names the present category as the new one. */
  private static @Nullable TemplateCategory category(String field, JsonNode value, boolean moved) {
    return switch (field) {
      case STATUS -> named(word(value, "message_template_category"));
      case CATEGORY -> moved ? named(word(value, "new_category")) : null;
      default -> null;
    };
  }

  private static @Nullable TemplateCategory named(@Nullable String category) {
    return category == null ? null : TemplateCategory.named(category);
  }

  private static @Nullable String reason(JsonNode value) {
    String code = word(value, "reason", "NONE");
    String words =
        Stream.of(
                code.equals("NONE") ? null : code,
                word(value.path("rejection_info"), "reason"),
                word(value.path("rejection_info"), "recommendation"),
                word(value.path("other_info"), "title"),
                word(value.path("other_info"), "description"),
                word(value.path("disable_info"), "disable_date"))
            .flatMap(Stream::ofNullable)
            .collect(Collectors.joining(" – "));
    return words.isEmpty() ? null : Fields.clip(words, 500);
  }
}
