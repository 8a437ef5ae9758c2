package io.wabridge.inbound;

import io.wabridge.model.Content;
import io.wabridge.model.Origin;
import io.wabridge.model.connector.ChannelEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the path of a message says about it: where it comes from, and a provider's sentence of which
 * the agent gets a translation; never what the person wrote.
 */
final class TraceNote {

  private TraceNote() {}

  /**
   * Null if there is nothing to say.
   *
   * @param sentence the provider's sentence about a notice, if there is one
   */
  static @Nullable String of(ChannelEvent.PersonMessage said, @Nullable String sentence) {
    List<String> notes = new ArrayList<>();
    var origin = said.origin();
    if (origin.businessApp()) {
      notes.add(
          origin.author() == null
              ? "written in the WhatsApp Business app"
              : "from the business, by another system");
    }
    if (origin.forwarded() != null) {
      notes.add(origin.forwarded() == Origin.Forwarded.OFTEN ? "forwarded often" : "forwarded");
    }
    if (origin.referral() != null) {
      notes.add(cameFrom(origin.referral()));
    }
    if (said.content() instanceof Content.Unsupported(var type, var detail)) {
      notes.add(detail == null ? "type " + type : "type " + type + ": " + detail);
    }
    if (said.content() instanceof Content.Notice(var about, var _)) {
      notes.add(sentence == null ? "notice " + about : "notice " + about + ": " + sentence);
    }
    return notes.isEmpty() ? null : String.join("; ", notes);
  }

  private static String cameFrom(Origin.Referral referral) {
    var type = referral.type() == null ? "ad" : referral.type();
    return "came from " + type + (referral.id() == null ? "" : " " + referral.id());
  }
}
