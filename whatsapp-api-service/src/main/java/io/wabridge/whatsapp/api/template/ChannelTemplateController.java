package io.wabridge.whatsapp.api.template;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Templates;
import io.wabridge.kit.client.Tenants;
import io.wabridge.model.connector.FieldProblem;
import io.wabridge.model.connector.TemplateDraft;
import io.wabridge.model.connector.TemplatesRefused;
import io.wabridge.model.template.Template;
import io.wabridge.model.template.TemplateCategory;
import io.wabridge.model.template.TemplateStatus;
import java.net.URI;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.HttpClientErrorException;
import tools.jackson.databind.JsonNode;

/** Reads, creates, changes and deletes templates at the provider of a channel. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/channels/{channelId}/templates")
@Tag(name = "Templates")
class ChannelTemplateController {

  /** What the placeholders are called. */
  enum ParameterFormat {
    POSITIONAL,
    NAMED
  }

  /**
   * A template to be created; WhatsApp reviews it.
   *
   * @param language as "pt_BR"
   * @param components its content in WhatsApp's format
   * @param lifetimeSeconds how long WhatsApp tries to deliver a message with it
   */
  record NewTemplate(
      @Nullable String name,
      @Nullable String language,
      @Nullable TemplateCategory category,
      @Nullable ParameterFormat parameterFormat,
      @Schema(type = "array", implementation = Object.class) @Nullable JsonNode components,
      @Nullable Integer lifetimeSeconds) {}

  /**
   * The whole new content of a template; WhatsApp reviews it again.
   *
   * @param category absent: unchanged; it cannot change while the template is approved
   */
  record NewContent(
      @Nullable TemplateCategory category,
      @Nullable ParameterFormat parameterFormat,
      @Schema(type = "array", implementation = Object.class) @Nullable JsonNode components,
      @Nullable Integer lifetimeSeconds) {}

  /**
   * A template after the call.
   *
   * @param category may be another one than was asked for: WhatsApp decides
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TemplateState(
      String id,
      String name,
      String language,
      TemplateStatus status,
      TemplateCategory category,
      @Nullable String reason) {}

  private final Tenants tenants;
  private final Templates templates;
  private final TemplateCalls calls;
  private final TemplateSync sync;

  ChannelTemplateController(
      Tenants tenants, Templates templates, TemplateCalls calls, TemplateSync sync) {
    this.tenants = tenants;
    this.templates = templates;
    this.calls = calls;
    this.sync = sync;
  }

  @PostMapping("/sync")
  @Operation(summary = "Reads the templates of the channel's account again")
  Templates.Synced sync(@PathVariable String tenantId, @PathVariable String channelId) {
    try {
      return sync.sync(channel(tenantId, channelId));
    } catch (TemplatesRefused e) {
      throw TemplateProblem.refused(e);
    }
  }

  @PostMapping
  @Operation(summary = "Creates a template and submits it for review")
  ResponseEntity<TemplateState> create(
      @PathVariable String tenantId,
      @PathVariable String channelId,
      @RequestBody NewTemplate request) {
    var channel = channel(tenantId, channelId);
    var draft =
        new TemplateDraft(
            request.name() == null ? "" : request.name().strip(),
            request.language() == null ? "" : Template.normalized(request.language()),
            request.category(),
            request.parameterFormat() == ParameterFormat.NAMED,
            request.components() == null ? "" : request.components().toString(),
            request.lifetimeSeconds());
    try {
      check(channel, draft, true);
      var made = calls.make(channel, (connector, context) -> connector.create(draft, context));
      var id = templates.keep(channelId, made).id();
      return ResponseEntity.created(URI.create("/api/v1/tenants/" + tenantId + "/templates/" + id))
          .body(state(id, made));
    } catch (TemplatesRefused e) {
      throw TemplateProblem.refused(e);
    }
  }

  @PutMapping("/{templateId}")
  @Operation(summary = "Replaces the content of a template; WhatsApp reviews it again")
  TemplateState edit(
      @PathVariable String tenantId,
      @PathVariable String channelId,
      @PathVariable String templateId,
      @RequestBody NewContent request) {
    var channel = channel(tenantId, channelId);
    var before = template(channel, templateId);
    var named =
        request.parameterFormat() == null
            ? before.form().named()
            : request.parameterFormat() == ParameterFormat.NAMED;
    var draft =
        new TemplateDraft(
            before.name(),
            before.language(),
            request.category() == before.category() ? null : request.category(),
            named,
            request.components() == null ? "" : request.components().toString(),
            request.lifetimeSeconds());
    try {
      refuseEdit(before, draft);
      check(
          channel,
          new TemplateDraft(
              draft.name(),
              draft.language(),
              request.category() == null ? before.category() : request.category(),
              named,
              draft.components(),
              draft.lifetimeSeconds()),
          false);
      calls.make(
          channel,
          (connector, context) -> {
            connector.edit(before.id(), draft, context);
            return before.id();
          });
      sync.sync(channel);
      return state(templateId, template(channel, templateId));
    } catch (TemplatesRefused e) {
      throw TemplateProblem.refused(e);
    }
  }

  @DeleteMapping("/{templateId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      summary = "Deletes a template in its language; an approved name is blocked for 30 days")
  void delete(
      @PathVariable String tenantId,
      @PathVariable String channelId,
      @PathVariable String templateId) {
    var channel = channel(tenantId, channelId);
    var template = template(channel, templateId);
    try {
      calls.make(
          channel,
          (connector, context) -> {
            connector.delete(template.id(), template.name(), context);
            return template.id();
          });
      templates.remove(channelId, templateId);
    } catch (TemplatesRefused e) {
      throw TemplateProblem.refused(e);
    }
  }

  private static void refuseEdit(Template before, TemplateDraft draft) {
    var problems = new ArrayList<FieldProblem>();
    if (!before.status().editable()) {
      problems.add(
          new FieldProblem(
              "status",
              "The status",
              "is " + before.status() + "; only APPROVED, REJECTED and PAUSED can be edited"));
    }
    if (before.status() == TemplateStatus.APPROVED && draft.category() != null) {
      problems.add(
          new FieldProblem("category", "category", "cannot change while the template is approved"));
    }
    if (!problems.isEmpty()) {
      throw TemplateProblem.invalid(problems);
    }
  }

  private void check(Channel channel, TemplateDraft draft, boolean created)
      throws TemplatesRefused {
    var problems = new ArrayList<FieldProblem>();
    if (created && draft.category() == null) {
      problems.add(new FieldProblem("category", "category", "is required"));
    }
    problems.addAll(calls.connector(channel).problemsOf(draft));
    if (!problems.isEmpty()) {
      throw TemplateProblem.invalid(problems);
    }
  }

  private Template template(Channel channel, String id) {
    try {
      return templates.one(channel.id().value(), id);
    } catch (HttpClientErrorException.NotFound e) {
      throw new NotFoundException("There is no template " + id + ".");
    }
  }

  private static TemplateState state(String id, Template template) {
    return new TemplateState(
        id,
        template.name(),
        template.language(),
        template.status(),
        template.category(),
        template.reason());
  }

  private Channel channel(String tenantId, String channelId) {
    return tenants
        .channels()
        .find(channelId)
        .filter(channel -> channel.tenant().value().equals(tenantId))
        .orElseThrow(() -> new NotFoundException("There is no channel " + channelId + "."));
  }
}
