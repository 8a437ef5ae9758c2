package io.wabridge.outbound;

import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.OutsideProperties;
import io.wabridge.connectors.channel.cloud.CloudChannel;
import io.wabridge.connectors.desk.genesys.GenesysDesk;
import io.wabridge.model.ChannelId;
import io.wabridge.model.Content;
import io.wabridge.model.ConversationId;
import io.wabridge.model.Delivery;
import io.wabridge.model.DeskId;
import io.wabridge.model.Direction;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Language;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import io.wabridge.model.MessageId;
import io.wabridge.model.Origin;
import io.wabridge.model.Person;
import io.wabridge.model.Secret;
import io.wabridge.model.TokenSource;
import io.wabridge.model.connector.ChannelEvent.PersonMessage;
import io.wabridge.model.connector.Connector;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.DeskEvent.AgentMessage;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.testkit.StandIn;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The way of a message without its stages: the connectors, and what they send to a stand-in. */
final class MessageRoute implements AutoCloseable {

  static final MediaRef.Stored STORED = new MediaRef.Stored("b", "k", 3, "ab".repeat(32));
  static final MediaRef.Stored LARGE =
      new MediaRef.Stored("b", "k", 26L * 1024 * 1024, "ab".repeat(32));

  /** Members that every request to WhatsApp has. */
  private static final Set<String> ENVELOPE =
      Set.of("messaging_product", "recipient_type", "to", "recipient", "biz_opaque_callback_data");

  private static final Path FIXTURES = Path.of("../connectors/src/test/resources/fixtures");
  private static final String QUOTE = "the earlier message";
  private static final Person ROSA =
      new Person("GB.4402938475610293", null, "447700900123", null, "Rosa Whitfield");

  /** A message to WhatsApp, and what the trace says was changed. */
  record Sent(String json, String change) {}

  private final JsonMapper json = JsonMapper.shared();
  private final OutboundHttp http =
      new OutboundHttp(
          new OutsideProperties(
              true,
              Duration.ofSeconds(2),
              Duration.ofSeconds(10),
              Duration.ofSeconds(20),
              Duration.ofSeconds(20),
              Duration.ofSeconds(5)));
  private final StandIn outside =
      StandIn.answering(
          _ -> StandIn.Answer.ok("{\"id\":\"1\",\"messages\":[{\"id\":\"wamid.1\"}]}"));
  private final CloudChannel channel = new CloudChannel(http);
  private final GenesysDesk desk = new GenesysDesk(http);

  /** The messages of persons in the fixtures, by the name of the fixture. */
  Map<String, PersonMessage> personMessages() throws Exception {
    var messages = new TreeMap<String, PersonMessage>();
    for (var each : fixtures("channel/cloud", channel).entrySet()) {
      if (channel.decode(each.getValue()) instanceof PersonMessage said) {
        messages.put(each.getKey(), said);
      }
    }
    return messages;
  }

  /** The messages of agents in the fixtures, by the name of the fixture. */
  Map<String, AgentMessage> agentMessages() throws Exception {
    var messages = new TreeMap<String, AgentMessage>();
    for (var each : fixtures("desk/genesys", desk).entrySet()) {
      if (desk.decode(each.getValue()) instanceof AgentMessage said) {
        messages.put(each.getKey(), said);
      }
    }
    return messages;
  }

  private static Map<String, String> fixtures(String folder, Connector connector) throws Exception {
    var parts = new TreeMap<String, String>();
    try (var files = Files.list(FIXTURES.resolve(folder))) {
      for (var file : files.toList()) {
        var name = file.getFileName().toString().replace(".json", "").replace('_', ' ');
        var number = 1;
        for (var part : connector.split(request(Files.readAllBytes(file)))) {
          parts.put(number == 1 ? name : name + " (" + number + ")", part.body());
          number++;
        }
      }
    }
    return parts;
  }

  private static WebhookRequest request(byte[] body) {
    return new WebhookRequest(
        "POST", URI.create("https://bridge.example.test/w"), "", Map.of(), Map.of(), body);
  }

  String atDesk(PersonMessage said) {
    var refers =
        said.quoted() != null
            || said.content() instanceof Content.Reaction
            || said.content() instanceof Content.Edit(ExternalId target, Content _)
                && target != null
            || said.content() instanceof Content.Deletion(ExternalId deleted) && deleted != null;
    return atDesk(stored(said.content()), said.origin(), refers ? QUOTE : null);
  }

  private static Content stored(Content content) {
    return switch (content) {
      case Content.Media media when media.file() instanceof MediaRef.Remote -> media.at(STORED);
      case Content.Edit(var target, var now) -> new Content.Edit(target, stored(now));
      default -> content;
    };
  }

  /** What the desk shows: its form, and the text beside it. */
  String atDesk(Content content, Origin origin, @Nullable String quote) {
    outside.clearRequests();
    var quoted = content instanceof Content.ChoiceReply ? new ExternalId("g-1") : null;
    accepted(desk.deliver(message(Direction.INBOUND, content, origin, quoted, quote), context()));
    var sent = outside.asked("/").getLast();
    var body = json.readTree(sent.body());
    var text = body.path("text").asString("");
    if (body.has("buttonResponse")) {
      return "*answer to the question:* " + body.at("/buttonResponse/text").asString();
    }
    var attachment = body.at("/content/0/attachment");
    if (attachment.isMissingNode()) {
      return text;
    }
    var shown =
        "*attachment:* "
            + attachment.path("mediaType").asString()
            + ", "
            + attachment.path("filename").asString();
    return text.isEmpty() ? shown : shown + "\n" + text;
  }

  /** The messages that WhatsApp receives. */
  List<Sent> atPerson(AgentMessage said) {
    var parts = Shaping.of(said.contents(), channel.info().capabilities(), Language.EN);
    var sent = new ArrayList<Sent>();
    for (var part : parts) {
      sent.add(
          new Sent(atPerson(stored(part.content())), part.change() == null ? "" : part.change()));
    }
    return sent;
  }

  private String atPerson(Content content) {
    outside.clearRequests();
    var message = message(Direction.OUTBOUND, content, Origin.PERSON, null, null);
    var context = context();
    if (content instanceof Content.Media) {
      if (!(channel.upload(message, context) instanceof Delivery.Accepted file)) {
        return "refused";
      }
      context = context.withUploaded(file.id());
    }
    if (!(channel.deliver(message, context) instanceof Delivery.Accepted)) {
      return "refused";
    }
    var body = (ObjectNode) json.readTree(outside.asked("/").getLast().body());
    ENVELOPE.forEach(body::remove);
    return "`" + json.writeValueAsString(body) + "`";
  }

  private static void accepted(Delivery delivery) {
    if (!(delivery instanceof Delivery.Accepted)) {
      throw new AssertionError("not delivered: " + delivery);
    }
  }

  private static Message message(
      Direction direction,
      Content content,
      Origin origin,
      @Nullable ExternalId quoted,
      @Nullable String quote) {
    return new Message(
        new MessageId("m-1"),
        new ConversationId("c-1"),
        direction,
        new ChannelId("channel-1"),
        new DeskId("desk-1"),
        ROSA,
        "447700900123",
        content,
        new ExternalId("x-1"),
        quoted,
        quote,
        Instant.parse("2026-03-02T09:15:02Z"),
        origin);
  }

  private Context context() {
    var settings =
        Settings.of(
            Map.of(
                "phoneNumberId", "900",
                "accountId", "700",
                "apiVersion", "v26.0",
                "apiUrl", outside.url(),
                "loginUrl", outside.url(),
                "integrationId", "int-1",
                "clientId", "client"),
            Map.of(
                "appSecret", Secret.of("app-secret"),
                "verifyToken", Secret.of("verify-me"),
                "clientSecret", Secret.of("s3cret"),
                "webhookSecret", Secret.of("a-secret-of-many-characters")));
    return new Context(settings, new Token(), new Store(), null, null, Language.EN);
  }

  @Override
  public void close() throws IOException {
    http.close();
    outside.close();
  }

  private static final class Token implements TokenSource {
    @Override
    public Secret token() {
      return Secret.of("token");
    }

    @Override
    public Secret renew(Secret refused) {
      return token();
    }
  }

  private static final class Store implements MediaBytes {
    @Override
    public InputStream open(MediaRef.Stored file) {
      return new ByteArrayInputStream("abc".getBytes());
    }

    @Override
    public String link(MediaRef.Stored file, String mimeType, @Nullable String filename) {
      return "https://files.example.test/" + file.key();
    }
  }
}
