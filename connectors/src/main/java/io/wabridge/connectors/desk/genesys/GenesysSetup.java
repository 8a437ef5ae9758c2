package io.wabridge.connectors.desk.genesys;

import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.connector.Connected;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.IssuedToken;
import io.wabridge.model.connector.Probe;
import io.wabridge.model.connector.SignInRefused;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Creates or redirects the Open Messaging integration, and checks whether it is active. */
final class GenesysSetup {

  private static final String PERMISSIONS =
      "Give the OAuth client a role with messaging:integration:add, :view and :edit.";
  private static final int POLLS = 10;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private final GenesysApi api;
  private final GenesysSignIn signIn;

  GenesysSetup(GenesysApi api, GenesysSignIn signIn) {
    this.api = api;
    this.signIn = signIn;
  }

  Connected connect(URI webhookUrl, String name, Context context) {
    var settings = GenesysSettings.of(context.settings());
    ObjectNode json = OutsideJson.object();
    json.put("name", name);
    json.put("outboundNotificationWebhookUrl", webhookUrl.toString());
    json.put("outboundNotificationWebhookSignatureSecretToken", settings.webhookSecret().reveal());
    List<Probe> probes = new ArrayList<>();
    probes.add(secret(settings));
    try {
      GenesysReply reply = pointed(json, settings.integrationId(), context);
      String id = word(reply.json(), "id", settings.integrationId());
      if (!reply.success() || id.isBlank()) {
        probes.add(Probe.failed("Integration", reply.detail(), PERMISSIONS));
        return new Connected(probes, Map.of());
      }
      Probe made = completed(id, reply, context);
      probes.add(made);
      return new Connected(
          probes, made.ok() ? Map.of(GenesysSettings.INTEGRATION_ID, id) : Map.of());
    } catch (IOException e) {
      probes.add(unreachable("Integration", e));
      return new Connected(probes, Map.of());
    }
  }

  /** Changes the known integration; creates one if there is none or it was deleted. */
  private GenesysReply pointed(ObjectNode json, String integrationId, Context context)
      throws IOException {
    if (!integrationId.isBlank()) {
      String known = GenesysApi.INTEGRATIONS + "/" + integrationId;
      GenesysReply changed = api.call(Operation.SET_UP, "PATCH", known, json, context);
      if (changed.status() != 404) {
        return changed;
      }
    }
    return api.call(Operation.SET_UP, "POST", GenesysApi.INTEGRATIONS, json, context);
  }

  /** Creation is asynchronous. */
  private Probe completed(String id, GenesysReply first, Context context) throws IOException {
    GenesysReply reply = first;
    for (int poll = 0; poll < POLLS; poll++) {
      String state = word(reply.json(), "createStatus", "Completed");
      if (state.equalsIgnoreCase("Completed")) {
        return Probe.ok("Integration", "sends to the bridge, id " + id);
      }
      if (state.equalsIgnoreCase("Error")) {
        String why = word(reply.json().path("createError"), "message", "no reason given");
        return Probe.failed("Integration", why, "Delete the integration in Genesys and try again.");
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
      reply = api.call(Operation.SET_UP, "GET", GenesysApi.INTEGRATIONS + "/" + id, null, context);
    }
    return Probe.ok("Integration", "is still being created, id " + id);
  }

  /**
   * Signs in with every client, and reads the integration.
   *
   * @param webhookUrl where it should send its webhooks; null: not known yet
   */
  List<Probe> check(@Nullable URI webhookUrl, Context context) {
    var all = context.settings();
    List<Probe> probes = new ArrayList<>();
    for (String credential : all.credentials()) {
      var settings = GenesysSettings.of(all.as(credential));
      probes.add(
          signIn(
              all.moreCredentials().isEmpty()
                  ? "Sign-in"
                  : "Sign-in of client " + settings.clientId(),
              settings));
    }
    var settings = GenesysSettings.of(all);
    boolean signedIn = probes.stream().anyMatch(Probe::ok);
    probes.add(secret(settings));
    if (signedIn) {
      probes.add(integration(settings.integrationId(), webhookUrl, context));
    }
    return probes;
  }

  private Probe signIn(String check, GenesysSettings settings) {
    try {
      IssuedToken token = signIn.signIn(settings);
      return Probe.ok(check, "token for " + token.expiresIn().toSeconds() + " s")
          .about("clientSecret");
    } catch (SignInRefused e) {
      return Probe.failed(
              check, String.valueOf(e.getMessage()), "Check client ID, client secret and region.")
          .about("clientSecret");
    } catch (IOException e) {
      return unreachable(check, e);
    }
  }

  private static Probe secret(GenesysSettings settings) {
    return settings.webhookSecret().reveal().length() >= GenesysSettings.SHORTEST_SECRET
        ? Probe.ok("Webhook secret", "long enough")
        : Probe.failed("Webhook secret", "too short", "Enter one of 16 characters or more.")
            .about("webhookSecret");
  }

  private Probe integration(String integrationId, @Nullable URI webhookUrl, Context context) {
    String check = "Integration";
    if (integrationId.isBlank()) {
      return Probe.failed(check, "none yet", "Press “connect” to create the integration.")
          .withReconnect();
    }
    try {
      String path = GenesysApi.INTEGRATIONS + "/" + integrationId;
      GenesysReply reply = api.call(Operation.SET_UP, "GET", path, null, context);
      if (reply.status() == 404) {
        return Probe.failed(check, reply.detail(), "Press “connect” again.")
            .about(GenesysSettings.INTEGRATION_ID)
            .withReconnect();
      }
      if (!reply.success()) {
        return Probe.failed(check, reply.detail(), PERMISSIONS);
      }
      String status = word(reply.json(), "status", "unknown");
      String url = word(reply.json(), "outboundNotificationWebhookUrl", "");
      String found = word(reply.json(), "name", "") + ", " + status + " → " + url;
      boolean active = status.equalsIgnoreCase("active") || status.equals("unknown");
      if (!active || url.isEmpty()) {
        return Probe.failed(check, found, "Activate the integration, then press “connect” again.")
            .withReconnect();
      }
      return webhookUrl == null || url.equals(webhookUrl.toString())
          ? Probe.ok(check, found)
          : Probe.failed(
                  check,
                  "sends to another address: " + found,
                  "Press “connect” to send its webhooks to the bridge again.")
              .withReconnect();
    } catch (IOException e) {
      return unreachable(check, e);
    }
  }

  private static Probe unreachable(String check, IOException e) {
    return Probe.failed(
            check, String.valueOf(e.getMessage()), "Check the region and that it can be reached.")
        .about(GenesysSettings.REGION);
  }
}
