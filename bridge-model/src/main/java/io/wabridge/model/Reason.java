package io.wabridge.model;

import static io.wabridge.model.Reason.Replay.AFTERWARDS;
import static io.wabridge.model.Reason.Replay.AT_ONCE;
import static io.wabridge.model.Reason.Replay.NEVER;
import static io.wabridge.model.Reason.Whose.AGENT;
import static io.wabridge.model.Reason.Whose.BRIDGE;
import static io.wabridge.model.Reason.Whose.DESK;
import static io.wabridge.model.Reason.Whose.PERSON;
import static io.wabridge.model.Reason.Whose.SETTINGS;
import static io.wabridge.model.Reason.Whose.WHATSAPP;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;

/**
 * Why something was not delivered, with the sentence an operator and an agent understand and what
 * can be done. Two reasons are two only if they ask for different action; docs/reasons.md is made
 * from this list.
 */
public enum Reason {
  WINDOW_CLOSED(
      PERSON,
      AFTERWARDS,
      "The person last wrote more than 24 hours ago; WhatsApp allows only templates now.",
      "Wait until the person writes again, or send an approved template."),
  NOT_ON_WHATSAPP(
      PERSON,
      NEVER,
      "The person cannot be reached on WhatsApp under this number.",
      "Check the number, or reach the person another way."),
  OPTED_OUT(
      PERSON,
      NEVER,
      "The person does not want these messages.",
      "Do not write to this person again unless they write first."),
  RECIPIENT_COUNTRY(
      PERSON,
      NEVER,
      "WhatsApp does not let this business write to people in the person's country.",
      "Reach the person another way."),
  RECIPIENT_CAP(
      PERSON,
      AFTERWARDS,
      "WhatsApp held this back because the person gets many messages of businesses already.",
      "Wait a day or longer before trying again."),
  RECIPIENT_EXPERIMENT(
      PERSON,
      NEVER,
      "WhatsApp holds marketing messages back from this person as part of an experiment.",
      "Do not repeat it; messages the person asks for are not affected."),
  RECIPIENT_TEST_LIST(
      SETTINGS,
      AFTERWARDS,
      "The number is a test number and may write only to people on its list.",
      "Add the person to the test number's list at Meta, or use a real number."),
  RECIPIENT_USER_ID(
      PERSON,
      NEVER,
      "This kind of message needs the person's phone number, and only a user id is known.",
      "Ask the person for the phone number."),
  RECIPIENT_IDENTITY(
      PERSON,
      AFTERWARDS,
      "The person's identity on WhatsApp has changed and was not confirmed.",
      "Make sure who the person is, then confirm the new identity at Meta."),
  RECIPIENT_IS_SENDER(
      AGENT,
      NEVER,
      "The message is addressed to the very number it is sent from.",
      "Write to somebody else."),
  GROUP(
      PERSON,
      NEVER,
      "The WhatsApp group cannot be written to: it is unknown, suspended, or lacks members.",
      "Look at the group in WhatsApp."),
  UNKNOWN_PERSON(
      DESK,
      NEVER,
      "The desk wrote to an address that is neither a known person nor a phone number.",
      "See at the desk which flow or tool wrote to this address."),
  CONVERSATION_MOVED(
      AGENT, NEVER, "The conversation goes on at another desk.", "Answer it there."),
  SENDER_MISSING(
      WHATSAPP,
      NEVER,
      "WhatsApp did not say who wrote the message.",
      "Look at the raw webhook in the archive; report it to Meta if it happens again."),
  MESSAGE_UNKNOWN(
      WHATSAPP,
      AT_ONCE,
      "A status came for a message the bridge does not know, or does not know yet.",
      "Nothing, unless it happens often: then another app sends from the same number."),

  AUTH(
      SETTINGS,
      AFTERWARDS,
      "The other side does not accept our credentials.",
      "Test the connection in the portal; enter new credentials."),
  TOKEN_EXPIRED(
      SETTINGS,
      AFTERWARDS,
      "The access token of the WhatsApp number has expired.",
      "Make a system user token that does not expire and enter it for the channel."),
  TOKEN_REVOKED(
      SETTINGS,
      AFTERWARDS,
      "The access token of the WhatsApp number was withdrawn at Meta.",
      "See at Meta who changed the system user or removed the app; enter a new token."),
  TOKEN_MISSING(
      SETTINGS,
      AFTERWARDS,
      "No access token is entered for this WhatsApp number.",
      "Enter a system user token for the channel."),
  PERMISSION_MISSING(
      SETTINGS,
      AFTERWARDS,
      "The access token lacks a permission for this WhatsApp number or account.",
      "Give the system user the number's account with whatsapp_business_messaging and"
          + " whatsapp_business_management."),
  FORBIDDEN(
      SETTINGS,
      AFTERWARDS,
      "Our credentials do not permit this.",
      "Test the connection in the portal; it names what is missing."),
  THREAD_CONTROL(
      SETTINGS,
      AFTERWARDS,
      "Another app or Meta's own business agent holds this conversation.",
      "Take the conversation over at Meta, or let the other app hand it over."),
  ACCOUNT_LOCKED(
      SETTINGS,
      AFTERWARDS,
      "Meta has locked the WhatsApp business account.",
      "Open the account in Meta's Business Support Home and appeal or mend what is named there."),
  BLOCKED_BY_POLICY(
      SETTINGS,
      AFTERWARDS,
      "WhatsApp holds this back because of its policies.",
      "Read the notice in WhatsApp Manager; wait until the block ends."),
  BILLING(
      SETTINGS,
      AFTERWARDS,
      "Meta cannot charge the WhatsApp business account.",
      "Add or mend the payment method of the account at Meta."),
  DISPLAY_NAME(
      SETTINGS,
      AFTERWARDS,
      "The display name of the WhatsApp number is not approved.",
      "Have the display name approved in WhatsApp Manager."),
  NUMBER_NOT_REGISTERED(
      SETTINGS,
      AFTERWARDS,
      "The WhatsApp number is not registered for the Cloud API, or not at the moment.",
      "Register the number in WhatsApp Manager until it is CONNECTED."),
  NUMBER_PIN(
      SETTINGS,
      AFTERWARDS,
      "The number's two-step PIN was wrong, or was tried too often.",
      "Reset the PIN in WhatsApp Manager and register the number again."),
  NUMBER_MAINTENANCE(
      WHATSAPP,
      AT_ONCE,
      "WhatsApp is working on this number, for example raising its throughput.",
      "Wait some minutes."),
  MESSAGING_LIMIT(
      SETTINGS,
      AFTERWARDS,
      "The account may begin no more conversations for the time being.",
      "See the messaging limit and its cause in WhatsApp Manager."),

  RATE_LIMITED(
      SETTINGS,
      AT_ONCE,
      "Too many messages in too short a time.",
      "Nothing; if it stays so, send less at once."),
  RATE_PAIR(
      AGENT,
      AT_ONCE,
      "Too many messages to the same person in too short a time.",
      "Nothing; WhatsApp takes one message in six seconds to the same person."),
  RATE_NUMBER(
      SETTINGS,
      AT_ONCE,
      "The WhatsApp number sends and receives more per second than it may.",
      "Nothing for a while; if it lasts, ask Meta for more throughput or use more numbers."),
  RATE_QUALITY(
      SETTINGS,
      AFTERWARDS,
      "WhatsApp slows the number down because people blocked or reported its messages.",
      "See the number's quality in WhatsApp Manager; send less of what people did not ask for."),
  RATE_APP(
      SETTINGS,
      AT_ONCE,
      "The app or the account makes more calls to Meta than it may in an hour.",
      "See which tools call Meta with the same app or account."),
  RATE_DESK_TOKEN(
      SETTINGS,
      AT_ONCE,
      "The desk's OAuth client makes more calls than it may in a minute.",
      "Give the bridge an OAuth client of its own, or have the desk raise the limit."),

  TEMPLATE(
      SETTINGS,
      AFTERWARDS,
      "The template cannot be sent this way.",
      "See in WhatsApp Manager which kind of template it is and what it may be sent with."),
  TEMPLATE_MISSING(
      SETTINGS,
      AFTERWARDS,
      "The template does not exist in this language, or is not approved.",
      "Check name and language; have the template approved."),
  TEMPLATE_PARAMETERS(
      AGENT,
      NEVER,
      "The template's parameters do not fit: their number, their form or their length.",
      "Send it again with parameters that fit the template."),
  TEMPLATE_PAUSED(
      SETTINGS,
      AFTERWARDS,
      "WhatsApp has paused the template because of its quality.",
      "Wait until the pause is over, or use another template."),
  TEMPLATE_DISABLED(
      SETTINGS,
      NEVER,
      "WhatsApp has disabled the template because of its quality.",
      "Use another template."),
  TEMPLATE_POLICY(
      SETTINGS,
      NEVER,
      "The template's content is against WhatsApp's rules.",
      "Change the template and have it approved again."),
  FLOW(
      SETTINGS,
      AFTERWARDS,
      "The WhatsApp Flow in the message is blocked or throttled.",
      "See the flow's state in WhatsApp Manager."),

  CONTENT_REFUSED(
      AGENT,
      NEVER,
      "The other side refuses this content.",
      "The detail names what it does not like; write it another way."),
  CONTENT_EMPTY(
      AGENT, NEVER, "The message has no text and no file.", "Write it again with something in it."),
  CONTENT_TOO_LONG(
      AGENT,
      NEVER,
      "The text is longer than the other side takes.",
      "Send it in several messages."),
  UNSUPPORTED(
      AGENT, NEVER, "This kind of message cannot be carried.", "Say the same with text or a file."),

  MEDIA_TYPE(
      AGENT,
      NEVER,
      "Files of this type cannot be sent there.",
      "Send it as a type WhatsApp takes, for example PDF, JPEG or MP4."),
  MEDIA_SIZE(
      AGENT, NEVER, "The file is larger than allowed there.", "Send a smaller file, or a link."),
  MEDIA_GONE(PERSON, NEVER, "The file could no longer be fetched.", "Ask for the file again."),
  MEDIA_EXPIRED(
      BRIDGE,
      NEVER,
      "The file's address had expired before the file was fetched.",
      "Ask for the file again; if it happens often, see why the bridge was late."),
  MEDIA_CORRUPT(
      PERSON,
      NEVER,
      "The file arrived damaged: empty, or not the file that was announced.",
      "Ask for the file again."),
  MEDIA_STORE_DOWN(
      BRIDGE,
      AT_ONCE,
      "The bridge's file store does not take or give files.",
      "See whether the S3 store runs, has room, and accepts the bridge's keys."),

  UNKNOWN_CHANNEL(
      SETTINGS,
      AFTERWARDS,
      "No channel of this tenant has this number.",
      "Add the number as a channel, or stop its webhooks from leading here."),
  UNKNOWN_DESK(
      SETTINGS,
      AFTERWARDS,
      "No desk of this tenant has this integration.",
      "Add the desk, or delete the integration that leads here."),
  NO_DESK(
      SETTINGS,
      AFTERWARDS,
      "The channel is not connected to a desk.",
      "Choose a desk for the channel in the portal."),
  TENANT_SUSPENDED(
      SETTINGS,
      AFTERWARDS,
      "The tenant is suspended; its messages are kept, not carried.",
      "Resume the tenant when it may be served again."),
  BAD_ADDRESS(
      SETTINGS,
      AFTERWARDS,
      "The other side does not know this number, integration or conversation.",
      "Test the connection in the portal; check ids and region."),
  ADDRESS_REFUSED(
      SETTINGS,
      AFTERWARDS,
      "The address leads into a private network or is none the bridge calls.",
      "Check the address; the bridge calls only addresses on the internet."),
  HOST_UNKNOWN(
      SETTINGS,
      AFTERWARDS,
      "The name of the other side's host cannot be resolved.",
      "Check the address in the settings, and the name service of this machine."),
  TLS_FAILED(
      SETTINGS,
      AFTERWARDS,
      "No trusted TLS connection to the other side could be made.",
      "Check the other side's certificate, the clock of this machine, and proxies in between."),

  DESK_NOT_CONNECTED(
      SETTINGS,
      AFTERWARDS,
      "The desk was never connected: it has no integration yet.",
      "Press “connect” for the desk in the portal."),
  DESK_SIGN_IN(
      SETTINGS,
      AFTERWARDS,
      "The desk does not accept the OAuth client.",
      "Check client id, client secret and region of the desk."),
  DESK_PERMISSION(
      SETTINGS,
      AFTERWARDS,
      "The desk's OAuth client lacks a permission.",
      "Give the client a role with the conversation and messaging permissions for its division."),
  DESK_INTEGRATION_GONE(
      SETTINGS,
      AFTERWARDS,
      "The desk no longer knows the integration the bridge hands over to.",
      "Press “connect” for the desk: it makes the integration anew."),
  DESK_CONVERSATION_GONE(
      DESK,
      AFTERWARDS,
      "The desk no longer knows the conversation.",
      "Replay it: the desk opens a new conversation."),
  DESK_FAILED(
      DESK,
      AFTERWARDS,
      "The desk took the call and answered that the message failed.",
      "The detail has the desk's own reason; look at the integration there."),

  UNREADABLE(
      BRIDGE,
      AFTERWARDS,
      "The webhook was genuine, but its content could not be read.",
      "Report it with the detail, the raw webhook is in the archive; replay it after an upgrade."),
  UNKNOWN_CONTRACT(
      BRIDGE,
      NEVER,
      "Something is in a queue that is no message of the bridge.",
      "See which program writes into the bridge's queues."),
  NEWER_VERSION(
      BRIDGE,
      AFTERWARDS,
      "A newer version of the bridge wrote this; the version that runs here cannot read it.",
      "Finish the upgrade, then replay it."),
  MISROUTED(
      BRIDGE,
      AFTERWARDS,
      "A message lies in a queue of a stage it is not for.",
      "Report it: this is an error of the bridge."),
  UNDELIVERABLE(
      BRIDGE,
      AFTERWARDS,
      "The broker gave the message up after too many attempts.",
      "See in the stage's log why it never finished, then replay it."),
  OUTCOME_UNKNOWN(
      BRIDGE,
      AFTERWARDS,
      "The message left us, but whether it arrived is not known; it was not sent again.",
      "Ask the person, or wait for a status; replay it only if it did not arrive."),
  EXPIRED(
      BRIDGE,
      NEVER,
      "The message was not delivered in time.",
      "See what it waited for; send it again if it still matters."),
  WAITING(
      BRIDGE,
      AT_ONCE,
      "An earlier message of the same conversation has to go first.",
      "Nothing; it goes when the earlier one has gone. See what that one waits for."),
  BREAKER_OPEN(
      BRIDGE,
      AT_ONCE,
      "The other side failed so often that the bridge leaves it alone for a while.",
      "Nothing; the bridge tries again by itself."),
  QUOTA(
      SETTINGS,
      AT_ONCE,
      "The tenant has more under way than its share; this waits so that others need not.",
      "Nothing; it goes by itself. If it lasts, see what floods the tenant or keeps it slow."),
  UNAVAILABLE(
      DESK,
      AT_ONCE,
      "The other side could not be reached.",
      "Nothing; the bridge tries again. See the other side's status page if it lasts."),
  TIMEOUT(
      DESK,
      AT_ONCE,
      "The other side did not answer in time.",
      "Nothing; the bridge tries again. See the other side's status page if it lasts."),
  OTHER_SIDE(
      DESK,
      AT_ONCE,
      "The other side reported an error.",
      "The detail has its words; see its status page."),
  BROKER_DOWN(
      BRIDGE,
      AT_ONCE,
      "RabbitMQ does not take or confirm messages.",
      "See whether RabbitMQ runs, and whether its disk or memory alarm is on."),
  DATABASE_DOWN(
      BRIDGE,
      AT_ONCE,
      "PostgreSQL does not answer.",
      "See whether PostgreSQL runs, has room, and has connections left."),
  SERVICE_DOWN(
      BRIDGE,
      AT_ONCE,
      "Another service of the bridge does not answer.",
      "See with ./bridge status, or your orchestrator, which service is down."),
  INTERNAL(
      BRIDGE,
      AFTERWARDS,
      "An error of the bridge itself.",
      "Report it with the detail; replay it after an upgrade that mends it.");

  /** Where the cause lies, and so who can mend it. */
  public enum Whose {
    BRIDGE("the bridge"),
    SETTINGS("the tenant's settings"),
    PERSON("the person"),
    AGENT("what the agent sent"),
    WHATSAPP("WhatsApp"),
    DESK("the desk, or whichever side was called");

    private final String words;

    Whose(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** Whether replaying a parked message can help. */
  public enum Replay {
    AT_ONCE("yes"),
    AFTERWARDS("when the cause is mended"),
    NEVER("no");

    private final String words;

    Replay(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  private final Whose whose;
  private final Replay replay;
  private final String sentence;
  private final String action;

  Reason(Whose whose, Replay replay, String sentence, String action) {
    this.whose = whose;
    this.replay = replay;
    this.sentence = sentence;
    this.action = action;
  }

  /** What it means. */
  public String sentence() {
    return sentence;
  }

  /** What to do. */
  public String action() {
    return action;
  }

  public Whose whose() {
    return whose;
  }

  public Replay replay() {
    return replay;
  }

  /** What else fails for this reason, unless who found it knows better. */
  public FailureScope scope() {
    return switch (this) {
      case RATE_PAIR -> FailureScope.PERSON;
      case RATE_DESK_TOKEN, AUTH, FORBIDDEN, DESK_SIGN_IN, DESK_PERMISSION ->
          FailureScope.CREDENTIAL;
      case RATE_NUMBER,
          RATE_APP,
          RATE_QUALITY,
          RATE_LIMITED,
          NUMBER_MAINTENANCE,
          UNAVAILABLE,
          TIMEOUT,
          HOST_UNKNOWN,
          TLS_FAILED ->
          FailureScope.ENDPOINT;
      default -> FailureScope.MESSAGE;
    };
  }

  /** Reads a name; one that only a newer version knows is no reason to lose a message. */
  @JsonCreator
  public static Reason named(String name) {
    return Arrays.stream(values())
        .filter(reason -> reason.name().equals(name))
        .findFirst()
        .orElse(NEWER_VERSION);
  }
}
