package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The webhooks about templates, to every account that has numbers. */
@Component
class TemplateNotices {
  private final Accounts accounts;
  private final Notifier notifier;

  TemplateNotices(Accounts accounts, Notifier notifier) {
    this.accounts = accounts;
    this.notifier = notifier;
  }

  void status(Template template, String event) {
    ObjectNode value = about(template).put("event", event).put("reason", template.reason());
    value.put("message_template_category", template.category());
    if (event.equals("PAUSED")) {
      value
          .putObject("other_info")
          .put("title", "FIRST_PAUSE")
          .put("description", "The template is paused because of its quality.");
      value.put("reason", "NONE");
    }
    tell("message_template_status_update", value);
  }

  void quality(Template template, String before) {
    ObjectNode value = about(template).put("previous_quality_score", before);
    tell("message_template_quality_update", value.put("new_quality_score", template.quality()));
  }

  private static ObjectNode about(Template template) {
    return Json.object()
        .put("message_template_id", Long.parseLong(template.id()))
        .put("message_template_name", template.name())
        .put("message_template_language", template.language());
  }

  private void tell(String field, ObjectNode value) {
    accounts.numbers().stream()
        .filter(number -> !number.waba().subscriptions().isEmpty())
        .map(BusinessNumber::waba)
        .distinct()
        .forEach(waba ->
            accounts.numbers().stream()
                .filter(number -> number.waba() == waba)
                .findFirst()
                .ifPresent(number -> notifier.tellAccount(number, field, value)));
  }
}
