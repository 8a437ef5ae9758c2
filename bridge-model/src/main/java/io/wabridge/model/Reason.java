package io.wabridge.model;

/** Why something was not delivered, with the sentence an operator and an agent understand. */
public enum Reason {
  WINDOW_CLOSED(
      "The person last wrote more than 24 hours ago; WhatsApp allows only templates now."),
  NOT_ON_WHATSAPP("The person cannot be reached on WhatsApp under this number."),
  OPTED_OUT("The person does not want these messages."),
  BLOCKED_BY_POLICY("WhatsApp holds this message back under its policies."),
  RATE_LIMITED("Too many messages in too short a time."),
  AUTH("The other side does not accept our credentials."),
  FORBIDDEN("Our credentials do not permit this."),
  BAD_ADDRESS("The other side does not know this number, integration or conversation."),
  CONTENT_REFUSED("The other side refuses this content."),
  MEDIA_TYPE("Files of this type cannot be sent there."),
  MEDIA_SIZE("The file is larger than allowed there."),
  MEDIA_GONE("The file could no longer be fetched."),
  UNSUPPORTED("This kind of message cannot be carried."),
  TEMPLATE("The template does not exist, is not approved, or its parameters do not fit."),
  UNKNOWN_CHANNEL("No channel of this tenant has this number."),
  UNKNOWN_DESK("No desk of this tenant has this integration."),
  NO_DESK("The channel is not connected to a desk."),
  UNKNOWN_PERSON("The desk wrote to an address that is neither a known person nor a phone number."),
  TENANT_SUSPENDED("The tenant is suspended; its messages are kept, not carried."),
  UNREADABLE("The webhook was genuine, but its content could not be read."),
  OUTCOME_UNKNOWN(
      "The message left us, but whether it arrived is not known; it was not sent again."),
  EXPIRED("The message was not delivered in time."),
  UNAVAILABLE("The other side could not be reached."),
  OTHER_SIDE("The other side reported an error."),
  WAITING("An earlier message of the same conversation has to go first."),
  INTERNAL("An error of the bridge itself.");

  private final String sentence;

  Reason(String sentence) {
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }
}
