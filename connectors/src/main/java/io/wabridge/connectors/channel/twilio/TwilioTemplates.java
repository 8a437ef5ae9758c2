package io.wabridge.connectors.channel.twilio;

import io.wabridge.connectors.Fields;
import io.wabridge.connectors.Meaning;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.channel.twilio.TwilioApi.Host;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.Content;
import io.wabridge.model.Explained;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.TemplatePage;
import io.wabridge.model.connector.TemplatesRefused;
import io.wabridge.model.template.Template;
import io.wabridge.model.template.TemplateCategory;
import io.wabridge.model.template.TemplateForm;
import io.wabridge.model.template.TemplateForm.Button;
import io.wabridge.model.template.TemplateForm.ButtonKind;
import io.wabridge.model.template.TemplateQuality;
import io.wabridge.model.template.TemplateStatus;
import io.wabridge.model.template.TemplateValues;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The contents of an account that were submitted to WhatsApp as templates. Those that consist of a
 * text and buttons can be sent; others are not listed.
 */
final class TwilioTemplates {

  private static final String CONTENTS = "/v1/ContentAndApprovals";
  private static final List<String> TYPES =
      List.of("twilio/text", "twilio/quick-reply", "twilio/call-to-action");

  private final TwilioApi api;

  TwilioTemplates(TwilioApi api) {
    this.api = api;
  }

  TemplatePage page(@Nullable String cursor, TwilioSettings settings) throws TemplatesRefused {
    var path = cursor == null ? CONTENTS + "?PageSize=100" : cursor;
    try {
      var reply = api.get(Operation.SET_UP, Host.CONTENT, path, settings);
      if (!reply.success()) {
        throw new TemplatesRefused(
            reply.meaning().reason(), reply.detail(), reply.meaning() instanceof Meaning.Later);
      }
      var next = TwilioPages.next(reply.json(), CONTENTS);
      return new TemplatePage(
          Fields.list(reply.json(), "contents").stream()
              .map(TwilioTemplates::read)
              .flatMap(Optional::stream)
              .toList(),
          next.isEmpty() ? null : next);
    } catch (IOException e) {
      var reason = e instanceof Explained known ? known.reason() : Reason.UNAVAILABLE;
      throw new TemplatesRefused(reason, reason.sentence(), true);
    }
  }

  /** Empty for a content that was not submitted, or that has another form. */
  static Optional<Template> read(JsonNode content) {
    var approval = content.path("approval_requests");
    var sid = Fields.word(content, "sid");
    var name = Fields.word(approval, "name");
    var language = Fields.word(content, "language");
    var form = form(content.path("types"));
    if (sid == null || name == null || language == null || form.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Template(
            sid,
            name,
            language,
            TemplateCategory.named(Fields.word(approval, "category", "")),
            TemplateStatus.named(Fields.word(approval, "status", "")),
            TemplateQuality.UNKNOWN,
            Fields.word(approval, "rejection_reason"),
            null,
            form.get(),
            null));
  }

  private static Optional<TemplateForm> form(JsonNode types) {
    return TYPES.stream()
        .map(types::path)
        .filter(JsonNode::isObject)
        .findFirst()
        .map(type ->
            new TemplateForm(
                false,
                null,
                Fields.word(type, "body", ""),
                null,
                Fields.list(type, "actions").stream().map(TwilioTemplates::button).toList(),
                List.of(),
                null,
                Map.of()));
  }

  private static Button button(JsonNode action) {
    var kind = ButtonKind.named(Fields.word(action, "type", "QUICK_REPLY"));
    var value =
        switch (kind) {
          case URL -> Fields.word(action, "url");
          case PHONE_NUMBER -> Fields.word(action, "phone");
          case COPY_CODE -> Fields.word(action, "code");
          default -> null;
        };
    return new Button(kind, Fields.word(action, "title", ""), value, null);
  }

  /** The values by the numbers of Twilio's variables, which run on over text and buttons. */
  static String variables(Content.Template.Known known, TemplateValues values) {
    var json = OutsideJson.object();
    var places = TemplateForm.places(known.form().body());
    for (var i = 0; i < places.size() && i < values.body().size(); i++) {
      json.put(places.get(i), values.body().get(i).text());
    }
    for (var pressed : values.buttons()) {
      var button = known.form().buttons().get(pressed.index());
      TemplateForm.places(button.value()).forEach(place -> json.put(place, pressed.value()));
    }
    return OutsideJson.write(json);
  }
}
