package io.wabridge.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of an envelope: one type per contract, each with an outbound counterpart. Bodies
 * contain personal data and are omitted from the text form.
 */
public sealed interface Payload {

  /**
   * A signed webhook as it came, for the archive.
   *
   * @param method its method; absent in webhooks that were archived by older versions: POST
   * @param url the public address it was sent to
   * @param path the part after the endpoint's own address
   * @param body its text, readable in the archive
   * @param bytes the same in Base64, if it is not valid UTF-8
   */
  record RawWebhook(
      Direction direction,
      String endpoint,
      Map<String, String> headers,
      String body,
      Instant at,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String bytes,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String method,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String url,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String path)
      implements Payload {

    public static RawWebhook of(
        Direction direction,
        String endpoint,
        String method,
        String url,
        String path,
        Map<String, String> headers,
        byte[] body,
        Instant at) {
      var text = new String(body, StandardCharsets.UTF_8);
      var exact = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), body);
      return new RawWebhook(
          direction,
          endpoint,
          headers,
          text,
          at,
          exact ? null : Base64.getEncoder().encodeToString(body),
          method,
          url,
          path);
    }

    /** The body to the byte, as it was signed. */
    public byte[] exactly() {
      return bytes == null
          ? body.getBytes(StandardCharsets.UTF_8)
          : Base64.getDecoder().decode(bytes);
    }

    @Override
    public String toString() {
      return "RawWebhook[" + direction + ", " + endpoint + "]";
    }
  }

  /**
   * One event of a provider's webhook, in the provider's own format.
   *
   * @param kind the provider that sent it: the channel may move to another one meanwhile; null from
   *     older versions
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ChannelPart(ChannelId channel, String body, @Nullable String kind) implements Payload {

    public ChannelPart(ChannelId channel, String body) {
      this(channel, body, null);
    }

    @Override
    public String toString() {
      return "ChannelPart[" + channel + "]";
    }
  }

  /** One event of a desk's webhook, in the desk's own format. */
  record DeskPart(DeskId desk, String body) implements Payload {
    @Override
    public String toString() {
      return "DeskPart[" + desk + "]";
    }
  }

  /** A message on its way to the desk. */
  record InboundMessage(Message message) implements Payload {}

  /** A message on its way to the person. */
  record OutboundMessage(Message message) implements Payload {}

  /** The status of a message of the desk, on its way to the desk. */
  record InboundReceipt(Receipt receipt) implements Payload {}

  /** The status of a message of the person, on its way to the person. */
  record OutboundReceipt(Receipt receipt) implements Payload {}

  /**
   * An agent is typing. It travels beside the conversation, and is dropped when it is late.
   *
   * @param message the provider's id of the person's last message
   * @param at when the desk said so
   */
  record Typing(ChannelId channel, ConversationId conversation, ExternalId message, Instant at)
      implements Payload {

    private static final Duration FRESH = Duration.ofSeconds(10);

    /** Whether the agent may have stopped typing since then. */
    public static boolean late(Instant at) {
      return at.plus(FRESH).isBefore(Instant.now());
    }

    /** Nothing of the conversation waits behind it, and it waits behind nothing. */
    public String conversationKey() {
      return "typing:" + conversation;
    }
  }

  /** The held envelopes of a conversation are due for a retry. */
  record HeldDue(String reader) implements Payload {}

  /**
   * A file that could not be fetched when its message was delivered. It follows as a message of its
   * own.
   *
   * @param message the message that was delivered without it; its content is the file, where it is
   *     now
   */
  record LateFile(Message message) implements Payload {

    private static final String KEY = "file:";

    /** Longer than any real id; the key is indexed. */
    private static final int LONGEST_ID = 500;

    /** Late files wait beside the conversations: nothing waits behind them. */
    public String conversationKey() {
      return KEY + message.id();
    }

    /** Contains the provider's id of the message, by which a search finds the file. */
    public String idempotencyKey() {
      var id = message.externalId().value();
      return id.length() <= LONGEST_ID ? conversationKey() + ":" + id : conversationKey();
    }

    /** The beginning of the conversation keys of all late files. */
    public static String keyPrefix() {
      return KEY;
    }
  }
}
