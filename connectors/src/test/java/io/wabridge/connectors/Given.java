package io.wabridge.connectors;

import io.wabridge.model.ChannelId;
import io.wabridge.model.Content;
import io.wabridge.model.ConversationId;
import io.wabridge.model.Delivery;
import io.wabridge.model.DeskId;
import io.wabridge.model.Direction;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Language;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import io.wabridge.model.MessageId;
import io.wabridge.model.Origin;
import io.wabridge.model.Person;
import io.wabridge.model.Secret;
import io.wabridge.model.TokenSource;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Connector;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.UploadsMedia;
import io.wabridge.model.connector.WebhookRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Test data. */
public final class Given {

  public static final Person ROSA =
      new Person(
          "GB.4402938475610293",
          "GB.ENT.7783920011",
          "447700900123",
          "rosa.rides",
          "Rosa Whitfield");
  public static final Instant AT = Instant.parse("2026-03-02T09:15:02.118Z");
  public static final OutsideProperties LOOPBACK = outside(true, Duration.ofMillis(700));

  private Given() {}

  /** An HTTP client with short timeouts. */
  public static OutsideProperties outside(boolean allowPrivateAddresses, Duration read) {
    return new OutsideProperties(
        allowPrivateAddresses,
        Duration.ofSeconds(1),
        read,
        Duration.ofSeconds(2),
        Duration.ofSeconds(6),
        Duration.ofSeconds(1));
  }

  public static Message message(Content content) {
    return message(content, ROSA, null, null);
  }

  public static Message message(Content content, Person person, String quoted, String quote) {
    return new Message(
        new MessageId("m-1"),
        new ConversationId("c-1"),
        Direction.OUTBOUND,
        new ChannelId("ch-1"),
        new DeskId("d-1"),
        person,
        "447700900123",
        content,
        new ExternalId("x-1"),
        quoted == null ? null : new ExternalId(quoted),
        quote,
        AT,
        Origin.PERSON);
  }

  public static Content.Media file(
      MediaKind kind, String mime, String name, String caption, long bytes) {
    return new Content.Media(
        kind, mime, name, caption, false, new MediaRef.Stored("b", "k", bytes, "ab".repeat(32)));
  }

  /** A store whose files consist of the letter a. */
  public static MediaBytes store() {
    return new MediaBytes() {
      @Override
      public InputStream open(MediaRef.Stored file) {
        return file.bytes() < 1000
            ? new ByteArrayInputStream("a".repeat((int) file.bytes()).getBytes())
            : new Endless(file.bytes());
      }

      @Override
      public String link(MediaRef.Stored file, String mimeType, String filename) {
        return "https://files.example.test/" + file.key();
      }
    };
  }

  /** A number at Meta, with its API at this address. */
  public static Settings number(URI api) {
    return Settings.of(
        Map.of(
            "phoneNumberId", "900",
            "accountId", "700",
            "apiUrl", api.toString(),
            "apiVersion", "v26.0"),
        Map.of("appSecret", Secret.of("app-secret"), "verifyToken", Secret.of("verify-me")));
  }

  /** A Genesys organization with all its services at this address. */
  public static Settings organization(URI url, String integrationId) {
    return Settings.of(
        Map.of(
            "integrationId",
            integrationId,
            "loginUrl",
            url.toString(),
            "apiUrl",
            url.toString(),
            "clientId",
            "client"),
        Map.of(
            "clientSecret", Secret.of("s3cret"),
            "webhookSecret", Secret.of("a-secret-of-many-characters")));
  }

  public static Context context(Settings settings, TokenSource tokens) {
    return context(settings, tokens, Language.EN);
  }

  public static Context context(Settings settings, TokenSource tokens, Language language) {
    return new Context(settings, tokens, store(), null, null, language);
  }

  /** A POST to the endpoint's own address. */
  public static WebhookRequest request(Map<String, String> headers, byte[] body) {
    return new WebhookRequest(
        "POST", URI.create("https://b.example.test/webhook"), "", Map.of(), headers, body);
  }

  /** Whether a connector accepts a POST as genuine. */
  public static boolean genuine(Connector connector, WebhookRequest request, Settings settings) {
    return !(connector.receive(request, settings) instanceof Ingress.Rejected);
  }

  /** Delivers like a stage: the file first. */
  public static <C extends ChannelConnector & UploadsMedia> Delivery handOver(
      C channel, Message message, Context context) {
    if (!(message.content() instanceof Content.Media)) {
      return channel.deliver(message, context);
    }
    Delivery upload = channel.upload(message, context);
    return upload instanceof Delivery.Accepted file
        ? channel.deliver(message, context.withUploaded(file.id()))
        : upload;
  }

  private static final class Endless extends InputStream {
    private long left;

    Endless(long bytes) {
      left = bytes;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'a' : -1;
    }

    @Override
    public int read(byte[] buffer, int from, int length) {
      if (left <= 0) {
        return -1;
      }
      int n = (int) Math.min(left, length);
      java.util.Arrays.fill(buffer, from, from + n, (byte) 'a');
      left -= n;
      return n;
    }
  }

  /** A token that counts its renewals. */
  public static final class Tokens implements TokenSource {
    public final AtomicInteger renewals = new AtomicInteger();

    @Override
    public Secret token() {
      return Secret.of("token-" + renewals.get());
    }

    @Override
    public Secret renew(Secret refused) {
      return Secret.of("token-" + renewals.incrementAndGet());
    }
  }
}
