package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The control API for templates: what reviewers and the quality of messages do to them. */
@RestController
class TemplateControl {
  private final Templates templates;
  private final TemplateNotices notices;

  TemplateControl(Templates templates, TemplateNotices notices) {
    this.templates = templates;
    this.notices = notices;
  }

  /**
   * A change.
   *
   * @param quiet no webhook tells it
   */
  record Change(
      String name,
      String language,
      @Nullable String status,
      @Nullable String reason,
      @Nullable String quality,
      @Nullable Boolean quiet) {}

  @PostMapping("/sandbox/templates")
  JsonNode change(@RequestBody Change asked) {
    Template template = templates.find(asked.name(), asked.language());
    if (template == null) {
      throw new NotFoundException("template " + asked.name());
    }
    boolean told = !Boolean.TRUE.equals(asked.quiet());
    if (asked.status() != null) {
      template.become(asked.status(), asked.reason());
      if (told) {
        notices.status(template, asked.status());
      }
    }
    if (asked.quality() != null) {
      String before = template.quality();
      template.quality(asked.quality());
      if (told) {
        notices.quality(template, before);
      }
    }
    return template.view();
  }

  @GetMapping("/sandbox/templates")
  JsonNode list() {
    ArrayNode items = Json.array();
    templates.all().forEach(one -> items.add(one.view()));
    return Json.object().set("items", items);
  }
}
