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
 * Why something was not delivered, with a sentence for operators and agents and the action to take.
 * Reasons are separate only if they need different actions; docs/reasons.md is generated from this
 * list.
 */
public enum Reason {
  WINDOW_CLOSED(
      PERSON,
      AFTERWARDS,
      "The person last wrote more than 24 hours ago; WhatsApp allows only templates now.",
      "Wait until the person writes again, or send an approved template."),
  AWAITING_PERSON(
      PERSON,
      NEVER,
      "The person last wrote more than 24 hours ago; the message waits until the person answers.",
      "No action: it is sent when the person writes, or fails after the time set for the channel."),
  PERSON_SILENT(
      PERSON,
      AFTERWARDS,
      "The person did not answer in the time set for the channel; the message was not sent.",
      "Send an approved template, or reach the person another way."),
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
      "WhatsApp withheld this because the person receives many business messages.",
      "Wait a day or longer before trying again."),
  RECIPIENT_EXPERIMENT(
      PERSON,
      NEVER,
      "WhatsApp withholds marketing messages from this person as part of an experiment.",
      "Do not send it again; messages the person asks for are not affected."),
  RECIPIENT_TEST_LIST(
      SETTINGS,
      AFTERWARDS,
      "The number is a test number and may write only to people on its list.",
      "Add the person to the test number's list at the provider, or use a real number."),
  RECIPIENT_USER_ID(
      PERSON,
      NEVER,
      "This kind of message needs the person's phone number, and only a user id is known.",
      "Ask the person for the phone number."),
  RECIPIENT_IDENTITY(
      PERSON,
      AFTERWARDS,
      "The person's identity on WhatsApp has changed and was not confirmed.",
      "Verify the person's identity, then confirm the new identity at the provider."),
  RECIPIENT_IS_SENDER(
      AGENT,
      NEVER,
      "The message is addressed to the number it is sent from.",
      "Write to another number."),
  GROUP(
      PERSON,
      NEVER,
      "The WhatsApp group cannot be written to: it is unknown, suspended, or lacks members.",
      "Look at the group in WhatsApp."),
  UNKNOWN_PERSON(
      DESK,
      NEVER,
      "The desk wrote to an address that is neither a known person nor a phone number.",
      "Check at the desk which flow or tool wrote to this address."),
  CONVERSATION_MOVED(AGENT, NEVER, "The conversation goes on at another desk.", "Answer it there."),
  FOLLOWED_ONLY(
      AGENT,
      NEVER,
      "The WhatsApp number is connected to another system, and is only followed here.",
      "Answer in the system that the number is connected to."),
  SENDER_MISSING(
      WHATSAPP,
      NEVER,
      "WhatsApp did not say who wrote the message.",
      "Look at the raw webhook in the archive; report it to the provider if it happens again."),

  AUTH(
      SETTINGS,
      AFTERWARDS,
      "The other side does not accept our credentials.",
      "Test the connection; enter new credentials."),
  TOKEN_EXPIRED(
      SETTINGS,
      AFTERWARDS,
      "The access token of the WhatsApp number has expired.",
      "Create a system user token that does not expire and enter it for the channel."),
  TOKEN_REVOKED(
      SETTINGS,
      AFTERWARDS,
      "The access token of the WhatsApp number was revoked at the provider.",
      "Check at the provider whether the system user was changed or the app removed; enter a new token."),
  TOKEN_MISSING(
      SETTINGS,
      AFTERWARDS,
      "No access token is entered for this WhatsApp number.",
      "Enter a system user token for the channel."),
  PERMISSION_MISSING(
      SETTINGS,
      AFTERWARDS,
      "The access token lacks a permission for this WhatsApp number or account.",
      "Give the system user access to the account, with whatsapp_business_messaging and"
          + " whatsapp_business_management."),
  FORBIDDEN(
      SETTINGS,
      AFTERWARDS,
      "The other side does not permit this with our credentials.",
      "Test the connection; the result names what is missing."),
  THREAD_CONTROL(
      SETTINGS,
      AFTERWARDS,
      "Another app or the provider's own business agent controls this conversation.",
      "Take the conversation over at the provider, or let the other app hand it over."),
  ROLE_REFUSED(
      SETTINGS,
      AFTERWARDS,
      "The access key may not assume the role that is entered for it.",
      "Check the role's ARN, its trust policy and external ID, and that the key may assume it."),
  ACCOUNT_LOCKED(
      SETTINGS,
      AFTERWARDS,
      "The provider has locked the WhatsApp business account.",
      "Open the account's support page at the provider; fix what is named there, or appeal."),
  BLOCKED_BY_POLICY(
      SETTINGS,
      AFTERWARDS,
      "WhatsApp blocks this because of its policies.",
      "Read the notice in WhatsApp Manager; wait until the block ends."),
  BILLING(
      SETTINGS,
      AFTERWARDS,
      "The provider cannot charge the WhatsApp business account.",
      "Add or correct the payment method of the account at the provider."),
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
      "The number's two-step PIN was wrong, or was entered too often.",
      "Reset the PIN in WhatsApp Manager and register the number again."),
  NUMBER_MAINTENANCE(
      WHATSAPP,
      AT_ONCE,
      "WhatsApp is working on this number, for example raising its throughput.",
      "Wait some minutes."),
  MESSAGING_LIMIT(
      SETTINGS,
      AFTERWARDS,
      "The account has reached its limit of new conversations.",
      "Check the messaging limit and its cause in WhatsApp Manager."),

  RATE_LIMITED(
      SETTINGS,
      AT_ONCE,
      "Too many messages in a short time.",
      "No action; if it continues, send fewer messages at a time."),
  RATE_PAIR(
      AGENT,
      AT_ONCE,
      "Too many messages to the same person in a short time.",
      "No action; WhatsApp accepts one message in six seconds to the same person."),
  RATE_NUMBER(
      SETTINGS,
      AT_ONCE,
      "The WhatsApp number exceeds its messages per second.",
      "No action at first; if it continues, ask the provider for more throughput or use more numbers."),
  RATE_QUALITY(
      SETTINGS,
      AFTERWARDS,
      "WhatsApp limits the number because people blocked or reported its messages.",
      "Check the number's quality in WhatsApp Manager; send fewer messages people did not ask for."),
  RATE_APP(
      SETTINGS,
      AT_ONCE,
      "The app or the account exceeds the provider's hourly limit of API calls.",
      "Check which tools call the provider with the same app or account."),
  RATE_DESK_TOKEN(
      SETTINGS,
      AT_ONCE,
      "The desk's credential exceeds its requests per minute.",
      "Give the bridge a credential of its own, or ask the desk's vendor to raise the limit."),

  TEMPLATE(
      SETTINGS,
      AFTERWARDS,
      "The template cannot be sent this way.",
      "Check the template's category and components in WhatsApp Manager."),
  TEMPLATE_MISSING(
      SETTINGS,
      AFTERWARDS,
      "The template does not exist in this language, or is not approved.",
      "Check its name and language; have the template approved."),
  TEMPLATE_NOT_APPROVED(
      SETTINGS,
      AFTERWARDS,
      "The template exists, and WhatsApp has not approved it.",
      "Wait for the review, or correct what was rejected; use an approved template meanwhile."),
  TEMPLATE_PARAMETERS(
      AGENT,
      NEVER,
      "The template's parameters do not match in number, format or length.",
      "Send it again with parameters that match the template."),
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
      "Check the flow's state in WhatsApp Manager."),

  CONTENT_REFUSED(
      AGENT,
      NEVER,
      "The other side refuses this content.",
      "Read the detail, change the content and send it again."),
  CONTENT_EMPTY(
      AGENT, NEVER, "The message has no text and no file.", "Send it again with text or a file."),
  CONTENT_TOO_LONG(
      AGENT,
      NEVER,
      "The text is longer than the other side accepts.",
      "Send it in several messages."),
  UNSUPPORTED(
      AGENT, NEVER, "This kind of message is not supported.", "Use text or a file instead."),

  MEDIA_TYPE(
      AGENT,
      NEVER,
      "The other side does not accept files of this type.",
      "Send it as a type WhatsApp accepts, for example PDF, JPEG or MP4."),
  MEDIA_SIZE(
      AGENT,
      NEVER,
      "The file is larger than the other side accepts.",
      "Send a smaller file, or a link."),
  MEDIA_GONE(PERSON, NEVER, "The file could no longer be fetched.", "Ask for the file again."),
  MEDIA_EXPIRED(
      BRIDGE,
      NEVER,
      "The file's address had expired before the file was fetched.",
      "Ask for the file again; if it happens often, check why the bridge was late."),
  MEDIA_CORRUPT(
      PERSON,
      NEVER,
      "The file arrived damaged: empty, or different from the announced file.",
      "Ask for the file again."),
  MEDIA_STORE_DOWN(
      BRIDGE,
      AT_ONCE,
      "The bridge's file store does not accept or return files.",
      "Check that the S3 store runs, has free space, and accepts the bridge's keys."),

  UNKNOWN_CHANNEL(
      SETTINGS,
      AFTERWARDS,
      "No channel of this tenant has this number.",
      "Add the number as a channel, or point its webhooks elsewhere."),
  UNKNOWN_DESK(
      SETTINGS,
      AFTERWARDS,
      "No desk of this tenant has this external id.",
      "Add the desk, or delete the webhook at the desk that points to the bridge."),
  NO_DESK(
      SETTINGS,
      AFTERWARDS,
      "The channel is not connected to a desk.",
      "Set the channel's desk (deskId)."),
  TENANT_SUSPENDED(
      SETTINGS,
      AFTERWARDS,
      "The tenant is suspended; its messages are parked, not delivered.",
      "Activate the tenant, then replay its messages."),
  BAD_ADDRESS(
      SETTINGS,
      AFTERWARDS,
      "The other side does not know this number, inbox or conversation.",
      "Test the connection; check ids and region."),
  API_ADDRESS(
      SETTINGS,
      AFTERWARDS,
      "WhatsApp does not have the address or the API version that the bridge called.",
      "Check the channel's API address and version; if they are right, report it with its detail."),
  ADDRESS_REFUSED(
      SETTINGS,
      AFTERWARDS,
      "The address is in a private network or is not a permitted address.",
      "Check the address; the bridge calls only public addresses."),
  HOST_UNKNOWN(
      SETTINGS,
      AFTERWARDS,
      "The name of the other side's host cannot be resolved.",
      "Check the address in the settings, and the name service of this machine."),
  TLS_FAILED(
      SETTINGS,
      AFTERWARDS,
      "No trusted TLS connection to the other side could be made.",
      "Check the other side's certificate, this machine's clock, and any proxies."),

  DESK_NOT_CONNECTED(
      SETTINGS,
      AFTERWARDS,
      "The desk was never connected.",
      "Connect the desk (POST …/desks/{id}/connect)."),
  DESK_SIGN_IN(
      SETTINGS,
      AFTERWARDS,
      "The desk does not accept the credentials.",
      "Check client id, client secret and region of the desk."),
  DESK_PERMISSION(
      SETTINGS,
      AFTERWARDS,
      "The desk's credential lacks a permission.",
      "Give the client a role with the conversation and messaging permissions for its division."),
  DESK_INTEGRATION_GONE(
      SETTINGS,
      AFTERWARDS,
      "The inbox at the desk no longer exists.",
      "Connect the desk again; this creates a new inbox."),
  DESK_CONVERSATION_GONE(
      DESK,
      AFTERWARDS,
      "The conversation at the desk no longer exists.",
      "Replay it: the desk opens a new conversation."),
  DESK_FAILED(
      DESK,
      AFTERWARDS,
      "The desk accepted the request and reported that the message failed.",
      "Read the desk's reason in the detail; check the inbox there."),

  UNREADABLE(
      BRIDGE,
      AFTERWARDS,
      "The webhook's signature was valid, but its content could not be read.",
      "Report it with the detail; the raw webhook is in the archive. Replay it after an upgrade."),
  UNKNOWN_CONTRACT(
      BRIDGE,
      NEVER,
      "A queue contains something that is not a message of the bridge.",
      "Check which program writes to the bridge's queues."),
  NEWER_VERSION(
      BRIDGE,
      AFTERWARDS,
      "A newer version of the bridge wrote this message; the running version cannot read it.",
      "Finish the upgrade, then replay it."),
  MISROUTED(
      BRIDGE,
      AFTERWARDS,
      "A message is in the queue of the wrong stage.",
      "Report it; this is an internal error."),
  UNDELIVERABLE(
      BRIDGE,
      AFTERWARDS,
      "The broker stopped redelivering the message after too many attempts.",
      "Check in the stage's log why it never finished, then replay it."),
  OUTCOME_UNKNOWN(
      BRIDGE,
      AFTERWARDS,
      "The message was sent and its outcome is unknown; it was not sent again.",
      "Wait for a status, or ask the person; replay it only if it did not arrive."),
  EXPIRED(
      BRIDGE,
      NEVER,
      "The message was not delivered in time.",
      "Check what it waited for; send it again if it is still relevant."),
  WAITING(
      BRIDGE,
      AT_ONCE,
      "An earlier message of the same conversation must be delivered first.",
      "No action; it follows the earlier message. Check the reason of that one."),
  BREAKER_OPEN(
      BRIDGE,
      AT_ONCE,
      "The other side failed repeatedly; the circuit breaker stopped calls for a while.",
      "No action; the bridge retries automatically."),
  QUOTA(
      SETTINGS,
      AT_ONCE,
      "The tenant exceeds its share of messages in progress; the message is delayed.",
      "No action; it is retried automatically. If it continues, check the tenant's load."),
  UNAVAILABLE(
      DESK,
      AT_ONCE,
      "The other side could not be reached.",
      "No action; the bridge retries. If it continues, check the other side's status page."),
  TIMEOUT(
      DESK,
      AT_ONCE,
      "The other side did not answer in time.",
      "No action; the bridge retries. If it continues, check the other side's status page."),
  OTHER_SIDE(
      DESK,
      AT_ONCE,
      "The other side reported an error.",
      "Read the error in the detail; check the other side's status page."),
  BROKER_DOWN(
      BRIDGE,
      AT_ONCE,
      "RabbitMQ does not accept or confirm messages.",
      "Check that RabbitMQ runs, and whether its disk or memory alarm is active."),
  DATABASE_DOWN(
      BRIDGE,
      AT_ONCE,
      "PostgreSQL does not answer.",
      "Check that PostgreSQL runs and has free space and free connections."),
  SERVICE_DOWN(
      BRIDGE,
      AT_ONCE,
      "An internal service is unavailable.",
      "Check with ./bridge status, or in your orchestrator, which service is down."),
  INTERNAL(
      BRIDGE,
      AFTERWARDS,
      "An internal error of the bridge.",
      "Report it with the detail; replay it after an upgrade with the fix.");

  /** Where the cause lies, which determines who can fix it. */
  public enum Whose {
    BRIDGE("the bridge"),
    SETTINGS("the tenant's settings"),
    PERSON("the person"),
    AGENT("what the agent sent"),
    WHATSAPP("WhatsApp"),
    DESK("the desk, or the side that was called");

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
    AFTERWARDS("after the cause is fixed"),
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

  /** Which other calls fail for this reason, unless the connector says otherwise. */
  public FailureScope scope() {
    return switch (this) {
      case RATE_PAIR -> FailureScope.PERSON;
      case RATE_DESK_TOKEN,
          AUTH,
          ROLE_REFUSED,
          DESK_SIGN_IN,
          DESK_PERMISSION,
          TOKEN_EXPIRED,
          TOKEN_REVOKED,
          TOKEN_MISSING ->
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

  /** Reads a name; an unknown one, from a newer version, must not prevent reading the message. */
  @JsonCreator
  public static Reason named(String name) {
    return Arrays.stream(values())
        .filter(reason -> reason.name().equals(name))
        .findFirst()
        .orElse(NEWER_VERSION);
  }
}
