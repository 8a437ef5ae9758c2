package io.wabridge.tenant;

import io.wabridge.model.Delivery;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Message;
import io.wabridge.model.connector.Capabilities;
import io.wabridge.model.connector.ConnectorInfo;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.DeskConnector;
import io.wabridge.model.connector.DeskEvent;
import io.wabridge.model.connector.Field;
import io.wabridge.model.connector.FieldProblem;
import io.wabridge.model.connector.Ingress;
import io.wabridge.model.connector.Limits;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.WebhookPart;
import io.wabridge.model.connector.WebhookRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A desk that exists in tests only: its form has every type of field, its credentials a pool. */
public final class EchoDesk implements DeskConnector {

  private static final ConnectorInfo INFO =
      new ConnectorInfo(
          "echodesk",
          ConnectorInfo.Side.DESK,
          "Echo desk",
          List.of(
              Field.url("baseUrl", "Base URL", "Where it is."),
              Field.text("code", "Code", "A code.").matching("[A-Z]{3}", "is 3 capital letters"),
              Field.choice(
                  "plan",
                  "Plan",
                  "Which plan.",
                  List.of(new Field.Option("small", "Small"), new Field.Option("large", "Large"))),
              Field.region(
                      "region",
                      "Region",
                      "Where it runs.",
                      List.of(new Field.Option("eu", "Europe"), new Field.Option("us", "America")))
                  .withDefault("eu"),
              Field.list("tags", "Tags", "Tags.").matching("[a-z]+", "is lower-case").optional(),
              Field.text("account", "Account", "Who signs in.").ofCredential(),
              Field.text("team", "Team", "Its team.").ofCredential().optional(),
              Field.secret("apiKey", "API key", "The key of the account.")
                  .matching(".{5,}", "is 5 characters or longer")
                  .ofCredential(),
              Field.secret("hookSecret", "Hook secret", "Signs webhooks.").generatedIfAbsent(),
              Field.secret("hookToken", "Hook token", "Made when it is connected.").optional(),
              Field.text("inbox", "Inbox", "Made when it is connected.").optional(),
              Field.url("adminUrl", "Admin URL", "The operator's.").optional().forOperators()),
          "apiKey",
          "account",
          new Capabilities(Set.of("text"), 100, 0, Map.of(), null, null, Set.of()),
          new Limits(60, null, null, null, 4, null),
          List.of(URI.create("https://echo.example/docs")));

  @Override
  public ConnectorInfo info() {
    return INFO;
  }

  @Override
  public Ingress receive(WebhookRequest request, Settings settings) {
    return new Ingress.Rejected(404);
  }

  @Override
  public List<WebhookPart> split(WebhookRequest request) {
    return List.of();
  }

  @Override
  public @Nullable String externalId(Settings settings) {
    return settings.find("inbox");
  }

  /** The large plan needs tags. */
  @Override
  public List<FieldProblem> problems(Settings settings) {
    return settings.get("plan").equals("large") && settings.list("tags").isEmpty()
        ? List.of(new FieldProblem("tags", "Tags", "are required for the large plan"))
        : List.of();
  }

  @Override
  public DeskEvent decode(String part) {
    return new DeskEvent.Ignored("echo");
  }

  @Override
  public Delivery deliver(Message message, Context context) {
    return new Delivery.Accepted(new ExternalId("echo"), null);
  }
}
