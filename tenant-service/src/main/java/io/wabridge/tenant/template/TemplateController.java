package io.wabridge.tenant.template;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.template.TemplateCheck;
import io.wabridge.kit.template.TemplateText;
import io.wabridge.model.template.Template;
import io.wabridge.model.template.TemplateCategory;
import io.wabridge.model.template.TemplateForm;
import io.wabridge.model.template.TemplateQuality;
import io.wabridge.model.template.TemplateStatus;
import io.wabridge.model.template.TemplateValues;
import io.wabridge.tenant.ApiPage;
import io.wabridge.tenant.endpoint.ChannelAccounts;
import io.wabridge.tenant.tenant.Tenants;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The public API of templates; they are changed through the channel of their account. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/templates")
@Tag(name = "Templates")
class TemplateController {

  /**
   * A template in one language.
   *
   * @param kind the connector of the channels that have it
   * @param account the provider's id of the business account
   * @param providerId the provider's id of the template
   * @param sendable whether a message may use it now
   * @param reason why it was rejected, paused or disabled, in the provider's words
   * @param pendingCategory the category that it is going to have
   * @param named whether its placeholders have names
   * @param placeholders the placeholders of the body
   * @param components its content in the provider's own format
   * @param preview what the person sees, with the examples of its review; in a list absent
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TemplateView(
      String id,
      String name,
      String language,
      TemplateCategory category,
      TemplateStatus status,
      boolean sendable,
      TemplateQuality quality,
      @Nullable String reason,
      @Nullable TemplateCategory pendingCategory,
      String kind,
      String account,
      String providerId,
      boolean named,
      List<String> placeholders,
      @Schema(type = "array", implementation = Object.class) @JsonRawValue
          @Nullable String components,
      @Nullable TemplateText preview,
      Instant updatedAt) {}

  /**
   * Values for a preview.
   *
   * @param header the value of the header's placeholder
   * @param body the values of the body's placeholders, in their order
   * @param named the same by name, for a template whose placeholders have names
   */
  record PreviewRequest(
      @Nullable String header,
      @Nullable List<String> body,
      @Nullable Map<String, String> named,
      @Nullable List<TemplateValues.Button> buttons) {}

  /**
   * A template with values.
   *
   * @param text the same as plain text, as agents see it
   * @param problems why WhatsApp would refuse these values; files and places are not asked for
   */
  record Preview(TemplateText preview, String text, List<String> problems) {}

  private final Tenants tenants;
  private final ChannelAccounts channels;
  private final KeptTemplates templates;

  TemplateController(Tenants tenants, ChannelAccounts channels, KeptTemplates templates) {
    this.tenants = tenants;
    this.channels = channels;
    this.templates = templates;
  }

  @GetMapping
  @Operation(summary = "The tenant's templates, as they were read from the providers last")
  ApiPage<TemplateView> list(
      @PathVariable String tenantId,
      @RequestParam(required = false) @Nullable String channel,
      @RequestParam(required = false) @Nullable String name,
      @RequestParam(required = false) @Nullable String language,
      @RequestParam(required = false) @Nullable TemplateStatus status,
      @RequestParam(required = false) @Nullable TemplateCategory category,
      @RequestParam(defaultValue = "") String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    tenants.get(tenantId);
    var size = ApiPage.within(limit);
    var filter =
        new KeptTemplates.Filter(
            channel == null ? null : channels.get(tenantId, channel),
            name,
            language == null ? null : Template.normalized(language),
            status,
            category);
    return ApiPage.of(
        templates.page(tenantId, filter, cursor, size + 1),
        size,
        one -> view(one, null),
        KeptTemplate::id);
  }

  @GetMapping("/{templateId}")
  @Operation(summary = "One template, with a preview")
  TemplateView get(@PathVariable String tenantId, @PathVariable String templateId) {
    var found = templates.get(tenantId, templateId);
    return view(found, TemplateText.ofExamples(found.template().form()));
  }

  @PostMapping("/{templateId}/preview")
  @Operation(summary = "What the person sees with these values, and what is wrong with them")
  Preview preview(
      @PathVariable String tenantId,
      @PathVariable String templateId,
      @RequestBody PreviewRequest request) {
    var template = templates.get(tenantId, templateId).template();
    var values =
        TemplateCheck.completed(template.form(), template.category(), values(template, request));
    var text = TemplateText.of(template.form(), values);
    return new Preview(text, text.plain(), TemplateCheck.textProblems(template.form(), values));
  }

  private static TemplateValues values(Template template, PreviewRequest request) {
    var header = request.header();
    var place =
        template.form().header() == null
            ? List.<String>of()
            : TemplateForm.places(template.form().header().text());
    var name = template.form().named() && !place.isEmpty() ? place.getFirst() : null;
    var body =
        request.named() != null
            ? request.named().entrySet().stream()
                .map(one -> new TemplateValues.Parameter(one.getKey(), one.getValue()))
                .toList()
            : TemplateValues.ofBody(request.body() == null ? List.of() : request.body()).body();
    return new TemplateValues(
        header == null
            ? null
            : new TemplateValues.Header(
                List.of(new TemplateValues.Parameter(name, header)), null, null),
        body,
        request.buttons() == null ? List.of() : request.buttons(),
        List.of(),
        null);
  }

  private static TemplateView view(KeptTemplate kept, @Nullable TemplateText preview) {
    var template = kept.template();
    return new TemplateView(
        kept.id(),
        template.name(),
        template.language(),
        template.category(),
        template.status(),
        template.status().sendable(),
        template.quality(),
        template.reason(),
        template.pendingCategory(),
        kept.kind(),
        kept.account(),
        template.id(),
        template.form().named(),
        TemplateForm.places(template.form().body()),
        template.components(),
        preview,
        kept.updatedAt());
  }
}
