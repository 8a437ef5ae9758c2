package io.wabridge.testkit.echo;

import io.wabridge.model.Content;
import io.wabridge.model.Delivery;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Message;
import io.wabridge.model.Origin;
import io.wabridge.model.Person;
import io.wabridge.model.connector.Capabilities;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.model.connector.ConnectorInfo;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.Limits;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookRequest;
import io.wabridge.model.connector.WebhookRoute;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A channel that carries text and nothing else. A person "group:x" is the group x, to which it
 * cannot write.
 */
public final class EchoChannel implements ChannelConnector {

  public static final String KIND = "echochannel";

  @Override
  public ConnectorInfo info() {
    return new ConnectorInfo(
        KIND,
        ConnectorInfo.Side.CHANNEL,
        "Echo channel",
        EchoProduct.fields(),
        "key",
        null,
        new Capabilities(Set.of("text"), 40, 0, Map.of(), null, null, Set.of()),
        Limits.NONE,
        List.of(URI.create("https://example.com/echo")));
  }

  @Override
  public List<WebhookRoute> routes() {
    return List.of(
        new WebhookRoute(
            "POST", "/messages", 10_000, new WebhookRoute.Proof(EchoProduct.PROOF, ".+")));
  }

  @Override
  public Ingress receive(WebhookRequest request, Settings settings) {
    return EchoProduct.receive(request, settings);
  }

  @Override
  public List<WebhookPart> split(WebhookRequest request) {
    return EchoProduct.split(request);
  }

  @Override
  public String externalId(Settings settings) {
    return settings.get("inbox");
  }

  @Override
  public ChannelEvent decode(String part) {
    var lines = EchoProduct.lines(part);
    return new ChannelEvent.PersonMessage(
        new ExternalId(lines.get(0)),
        person(lines.get(1)),
        new Content.Text(lines.get(2)),
        null,
        Origin.PERSON,
        Instant.now());
  }

  private static Person person(String line) {
    return line.startsWith("group:")
        ? Person.ofGroup(line.substring("group:".length()), "Club")
        : Person.ofWaId(line);
  }

  @Override
  public Delivery deliver(Message message, Context context) {
    var text = message.content() instanceof Content.Text(var body) ? body : "?";
    return EchoProduct.deliver(message.id().value(), message.person().key(), text, context);
  }
}
