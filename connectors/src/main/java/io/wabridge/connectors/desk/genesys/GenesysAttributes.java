package io.wabridge.connectors.desk.genesys;

import io.wabridge.connectors.Fields;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Message;
import io.wabridge.model.Origin;
import io.wabridge.model.Person;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Participant data for Architect flows: who the person is, and which advertisement they came from.
 * In total below the 1.9 KB that are known to be accepted; the most useful ones come first.
 */
final class GenesysAttributes {

  private static final int LONGEST = 450;
  private static final int IN_TOTAL = 1800;

  /** Quotes, colon and comma of one attribute. */
  private static final int SYNTAX = 6;

  private final ObjectNode json = OutsideJson.object();
  private int left = IN_TOTAL;

  private GenesysAttributes() {}

  /** Empty if nothing is known. */
  static ObjectNode of(Message message) {
    var attributes = new GenesysAttributes();
    attributes.person(message.person());
    Origin.@Nullable Referral referral = message.origin().referral();
    if (referral != null) {
      attributes.referral(referral);
    }
    return attributes.json;
  }

  private void person(Person person) {
    text("waNumber", person.waId());
    text("waBsuid", person.bsuid());
    text("waName", person.name());
    Boolean marketing = person.marketingAllowed();
    if (marketing != null) {
      whole("waMarketing", marketing ? "allowed" : "stopped");
    }
  }

  private void referral(Origin.Referral referral) {
    if ("product".equals(referral.type())) {
      whole("waProductId", referral.id());
      return;
    }
    whole("waAdId", referral.id());
    whole("waClickId", referral.clickId());
    whole("waAdSourceType", referral.type());
    text("waAdHeadline", referral.headline());
    whole("waAdUrl", referral.url());
    whole("waAdMediaUrl", referral.mediaUrl());
    text("waAdBody", referral.body());
  }

  /** An id or address, which is of no use if it is cut. */
  private void whole(String name, @Nullable String value) {
    if (value != null && bytes(value) <= Math.min(LONGEST, left - SYNTAX - name.length())) {
      put(name, value);
    }
  }

  private void text(String name, @Nullable String value) {
    int room = Math.min(LONGEST, left - SYNTAX - name.length());
    if (value == null || room <= 0) {
      return;
    }
    String shortened = Fields.clip(value, room);
    while (bytes(shortened) > room) {
      shortened = shortened.substring(0, shortened.offsetByCodePoints(shortened.length(), -1));
    }
    put(name, shortened);
  }

  private void put(String name, String value) {
    json.put(name, value);
    left -= SYNTAX + name.length() + bytes(value);
  }

  private static int bytes(String value) {
    return value.getBytes(StandardCharsets.UTF_8).length;
  }
}
