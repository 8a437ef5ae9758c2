package io.wabridge.model.connector;

import io.wabridge.model.template.TemplateCategory;
import org.jspecify.annotations.Nullable;

/**
 * A template to be created, or the new content of one.
 *
 * @param language as "pt_BR"
 * @param category null: unchanged
 * @param named whether its placeholders have names
 * @param components its content in the provider's own format, a JSON array
 * @param lifetimeSeconds how long WhatsApp tries to deliver a message with it; null: as usual
 */
public record TemplateDraft(
    String name,
    String language,
    @Nullable TemplateCategory category,
    boolean named,
    String components,
    @Nullable Integer lifetimeSeconds) {}
