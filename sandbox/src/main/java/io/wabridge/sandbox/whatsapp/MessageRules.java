package io.wabridge.sandbox.whatsapp;

import org.springframework.stereotype.Component;

/** Meta's checks of a message. */
@Component
class MessageRules {
  private final MediaRules media;
  private final InteractiveRules interactive;
  private final TemplateRules template;

  MessageRules(MediaRules media, InteractiveRules interactive, TemplateRules template) {
    this.media = media;
    this.interactive = interactive;
    this.template = template;
  }

  /** Returns the message's type. */
  String check(Param message, BusinessNumber number) {
    Param callback = message.opt("biz_opaque_callback_data");
    if (callback != null) {
      callback.text(512);
    }
    Param type = message.opt("type");
    String name = type == null ? "text" : type.node().asString("");
    Param context = message.opt("context");
    if (context != null) {
      if (name.equals("reaction")) {
        throw context.bad("is not allowed with a reaction");
      }
      context.object().need("message_id").text(512);
    }
    switch (name) {
      case "text" -> text(message.need("text").object());
      case "image", "video", "audio", "document", "sticker" ->
          media.check(message.need(name).object(), name, number);
      case "location" -> location(message.need("location").object());
      case "contacts" -> contacts(message.need("contacts"));
      case "interactive" -> interactive.check(message.need("interactive").object(), number);
      case "template" -> template.check(message.need("template").object(), message, number);
      case "reaction" -> reaction(message.need("reaction").object());
      default ->
          throw GraphException.param(
              "Param type must be one of {AUDIO, CONTACTS, DOCUMENT, IMAGE, INTERACTIVE, LOCATION, REACTION, STICKER, TEMPLATE, TEXT, VIDEO} - got \""
                  + name
                  + "\".");
    }
    return name;
  }

  private static void text(Param text) {
    text.need("body").text(4096);
    text.optFlag("preview_url");
  }

  private static void reaction(Param reaction) {
    reaction.need("message_id").text(512);
    Param emoji = reaction.need("emoji");
    String value = emoji.node().asString("");
    if (!value.isEmpty()
        && (value.length() > 35 || value.chars().allMatch(c -> c > 32 && c < 127))) {
      throw emoji.bad("must be one emoji or empty");
    }
  }

  private static void location(Param location) {
    degrees(location.need("latitude"), 90);
    degrees(location.need("longitude"), 180);
    location.optText("name", 1000);
    location.optText("address", 1000);
  }

  private static void degrees(Param value, int most) {
    try {
      double degrees = Double.parseDouble(value.node().asString(""));
      if (Math.abs(degrees) <= most) {
        return;
      }
    } catch (NumberFormatException e) {
      throw value.bad("must be a number");
    }
    throw value.bad("must be within -" + most + " and " + most);
  }

  private static void contacts(Param contacts) {
    for (Param contact : contacts.list(1, 257)) {
      Param name = contact.object().need("name").object();
      name.need("formatted_name").text(1024);
      boolean second = false;
      for (String part :
          new String[] {"first_name", "last_name", "middle_name", "suffix", "prefix"}) {
        second |= name.opt(part) != null;
      }
      if (!second) {
        throw name.bad("needs one more part of the name beside formatted_name");
      }
      for (String list : new String[] {"phones", "emails", "urls", "addresses"}) {
        Param found = contact.opt(list);
        if (found != null) {
          found.list(0, 50);
        }
      }
    }
  }
}
