package io.wabridge.connectors.channel.twilio;

import io.wabridge.model.Content;
import io.wabridge.model.MessageId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The parameters of a message to one person. */
record TwilioMessageForm(TwilioSettings settings, List<Map.Entry<String, String>> parameters) {

  TwilioMessageForm {
    parameters = List.copyOf(parameters);
  }

  /** The callback's address contains our id of the message, which the callback thereby returns. */
  static TwilioMessageForm of(MessageId id, String to, TwilioSettings settings) {
    var form =
        new TwilioMessageForm(settings, List.of())
            .with("To", to)
            .with("From", TwilioPeople.ofNumber(settings.number()));
    var callback = settings.registeredUrl();
    return callback.isBlank()
        ? form
        : form.with(
            "StatusCallback",
            callback + "?" + TwilioIngress.REFERENCE + "=" + TwilioForm.encoded(id.value()));
  }

  TwilioMessageForm with(String name, String value) {
    var more = new ArrayList<>(parameters);
    more.add(Map.entry(name, value));
    return new TwilioMessageForm(settings, more);
  }

  /**
   * A place; how its names are shown was not confirmed by Twilio's documentation (providers A.4).
   */
  TwilioMessageForm with(Content.Location place) {
    var point = plain(place.latitude()) + "," + plain(place.longitude());
    var name = place.name() != null ? place.name() : place.address();
    var label = place.address() != null ? place.address() : place.name();
    return with("Body", name == null ? point : name)
        .with("PersistentAction", "geo:" + point + (label == null ? "" : "|" + label));
  }

  private static String plain(double degrees) {
    return BigDecimal.valueOf(degrees).toPlainString();
  }
}
