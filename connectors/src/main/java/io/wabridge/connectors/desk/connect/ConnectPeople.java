package io.wabridge.connectors.desk.connect;

import static io.wabridge.connectors.Fields.clip;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Language;
import io.wabridge.model.Message;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What Amazon Connect learns about the person: the name, and attributes for flows and agents. */
final class ConnectPeople {

  private static final int LONGEST_NAME = 256;

  /** All attributes have at most 32 KB in total. */
  private static final int LONGEST_VALUE = 1_000;

  private ConnectPeople() {}

  static String name(Message message) {
    var person = message.person();
    for (var name : new String[] {person.name(), person.username(), person.waId()}) {
      if (name != null && !name.isBlank()) {
        return clip(name.strip(), LONGEST_NAME);
      }
    }
    return clip(message.deskAddress(), LONGEST_NAME);
  }

  static ObjectNode attributes(Message message, Language language) {
    var person = message.person();
    var json = OutsideJson.object();
    put(json, "channel", "whatsapp");
    put(json, "language", language.locale().toLanguageTag());
    put(json, "whatsapp_name", person.name());
    put(json, "whatsapp_id", person.waId());
    put(json, "whatsapp_bsuid", person.bsuid());
    put(json, "whatsapp_username", person.username());
    put(json, "whatsapp_group", person.group());
    put(json, "wabridge_conversation", message.conversation().value());
    var referral = message.origin().referral();
    if (referral != null) {
      put(json, "referral_type", referral.type());
      put(json, "referral_id", referral.id());
      put(json, "referral_url", referral.url());
      put(json, "referral_headline", referral.headline());
      put(json, "referral_click_id", referral.clickId());
    }
    return json;
  }

  private static void put(ObjectNode json, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      json.put(name, clip(value.strip(), LONGEST_VALUE));
    }
  }
}
