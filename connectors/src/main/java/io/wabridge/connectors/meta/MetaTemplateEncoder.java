package io.wabridge.connectors.meta;

import io.wabridge.connectors.meta.MetaEncoder.Uploaded;
import io.wabridge.model.Content;
import io.wabridge.model.MediaRef;
import io.wabridge.model.template.TemplateForm;
import io.wabridge.model.template.TemplateForm.ButtonKind;
import io.wabridge.model.template.TemplateValues;
import io.wabridge.model.template.TemplateValues.Parameter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Encodes a message from a template (whatsapp-cloud 5.11). */
final class MetaTemplateEncoder {

  private MetaTemplateEncoder() {}

  /** False: the template was not looked up, so that its buttons are unknown. */
  static boolean write(Content.Template template, @Nullable Uploaded file, ObjectNode json) {
    Content.Template.Known known = template.known();
    if (known == null) {
      return false;
    }
    TemplateForm form = known.form();
    ObjectNode node = MetaEncoder.typed("template", json);
    node.put("name", template.name());
    node.putObject("language").put("code", template.language());
    ArrayNode components = node.putArray("components");
    TemplateValues values = template.values();
    header(form.header(), values.header(), file, form.named(), components);
    texts("body", values.body(), form.named(), components);
    if (values.offerEnds() != null) {
      ObjectNode offer = component("limited_time_offer", components).addObject();
      offer.put("type", "limited_time_offer");
      offer
          .putObject("limited_time_offer")
          .put("expiration_time_ms", values.offerEnds().toEpochMilli());
    }
    cards(form, values, components);
    buttons(form.buttons(), values.buttons(), components);
    if (components.isEmpty()) {
      node.remove("components");
    }
    return true;
  }

  private static void cards(TemplateForm form, TemplateValues values, ArrayNode components) {
    if (values.cards().isEmpty()) {
      return;
    }
    ArrayNode cards = components.addObject().put("type", "carousel").putArray("cards");
    for (int i = 0; i < values.cards().size(); i++) {
      TemplateValues.Card card = values.cards().get(i);
      ArrayNode parts = cards.addObject().put("card_index", i).putArray("components");
      TemplateForm.Card made = form.cards().get(Math.min(i, form.cards().size() - 1));
      header(made.header(), card.header(), null, false, parts);
      texts("body", card.body(), false, parts);
      buttons(made.buttons(), card.buttons(), parts);
    }
  }

  private static void header(
      TemplateForm.@Nullable Header form,
      TemplateValues.@Nullable Header header,
      @Nullable Uploaded file,
      boolean named,
      ArrayNode components) {
    if (form == null || header == null) {
      return;
    }
    if (header.file() != null) {
      String kind = form.kind().name().toLowerCase(Locale.ROOT);
      ObjectNode media =
          component("header", components).addObject().put("type", kind).putObject(kind);
      if (file != null) {
        media.put("id", file.id());
      } else if (header.file().file() instanceof MediaRef.Remote remote) {
        media.put("link", remote.url());
      }
      if (kind.equals("document")) {
        media.put("filename", MetaEncoder.filename(header.file()));
      }
    } else if (header.place() != null) {
      Content.Location place = header.place();
      ObjectNode node =
          component("header", components)
              .addObject()
              .put("type", "location")
              .putObject("location")
              .put("latitude", String.valueOf(place.latitude()))
              .put("longitude", String.valueOf(place.longitude()));
      if (place.name() != null) {
        node.put("name", place.name());
      }
      if (place.address() != null) {
        node.put("address", place.address());
      }
    } else {
      texts("header", header.texts(), named, components);
    }
  }

  private static void texts(
      String type, List<Parameter> parameters, boolean named, ArrayNode components) {
    if (parameters.isEmpty()) {
      return;
    }
    ArrayNode list = component(type, components);
    for (Parameter parameter : parameters) {
      ObjectNode text = list.addObject().put("type", "text").put("text", parameter.text());
      if (named && parameter.name() != null) {
        text.put("parameter_name", parameter.name());
      }
    }
  }

  private static void buttons(
      List<TemplateForm.Button> form, List<TemplateValues.Button> values, ArrayNode components) {
    for (TemplateValues.Button button : values) {
      ButtonKind kind = form.get(button.index()).kind();
      ObjectNode node = components.addObject().put("type", "button");
      node.put("sub_type", subType(kind)).put("index", String.valueOf(button.index()));
      ObjectNode parameter = node.putArray("parameters").addObject();
      switch (kind) {
        case QUICK_REPLY -> parameter.put("type", "payload").put("payload", button.value());
        case COPY_CODE -> parameter.put("type", "coupon_code").put("coupon_code", button.value());
        case FLOW ->
            parameter.put("type", "action").putObject("action").put("flow_token", button.value());
        default -> parameter.put("type", "text").put("text", button.value());
      }
    }
  }

  /** A button that copies a one-time code is a link to Meta. */
  private static String subType(ButtonKind kind) {
    return kind == ButtonKind.OTP ? "url" : kind.name().toLowerCase(Locale.ROOT);
  }

  private static ArrayNode component(String type, ArrayNode components) {
    return components.addObject().put("type", type).putArray("parameters");
  }
}
