package io.wabridge.connectors.desk.genesys;

import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.Probe;
import io.wabridge.connectors.desk.DeskConnector.Connected;
import io.wabridge.connectors.desk.IssuedToken;
import io.wabridge.connectors.desk.SignInRefused;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.DeskClient;
import io.wabridge.model.DeskSettings;
import io.wabridge.model.TokenSource;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Makes or redirects the open integration, and looks whether it is alive. */
final class GenesysSetup {

  private static final String PERMISSIONS =
      "Give the OAuth client a role with messaging:integration:add, :view and :edit.";
  private static final int POLLS = 10;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private final GenesysApi api;
  private final GenesysSignIn door;

  GenesysSetup(GenesysApi api, GenesysSignIn door) {
    this.api = api;
    this.door = door;
  }

  Connected connect(URI webhookUrl, String name, DeskSettings settings, TokenSource tokens) {
    ObjectNode json = OutsideJson.object();
    json.put("name", name);
    json.put("outboundNotificationWebhookUrl", webhookUrl.toString());
    json.put("outboundNotificationWebhookSignatureSecretToken", settings.webhookSecret().reveal());
    List<Probe> probes = new ArrayList<>();
    probes.add(secret(settings));
    try {
      GenesysReply reply = pointed(json, settings, tokens);
      String id = word(reply.json(), "id", settings.integrationId());
      if (!reply.success() || id.isBlank()) {
        probes.add(Probe.failed("Integration", reply.detail(), PERMISSIONS));
        return new Connected("", probes);
      }
      Probe made = completed(id, reply, settings, tokens);
      probes.add(made);
      return new Connected(made.ok() ? id : "", probes);
    } catch (IOException e) {
      probes.add(unreachable("Integration", e));
      return new Connected("", probes);
    }
  }

  /** Changes the integration we know; makes one if there is none, or no longer. */
  private GenesysReply pointed(ObjectNode json, DeskSettings settings, TokenSource tokens)
      throws IOException {
    if (!settings.integrationId().isBlank()) {
      String known = GenesysApi.INTEGRATIONS + "/" + settings.integrationId();
      GenesysReply changed = api.call(Operation.SET_UP, "PATCH", known, json, settings, tokens);
      if (changed.status() != 404) {
        return changed;
      }
    }
    return api.call(Operation.SET_UP, "POST", GenesysApi.INTEGRATIONS, json, settings, tokens);
  }

  /** Creation is asynchronous. */
  private Probe completed(String id, GenesysReply first, DeskSettings settings, TokenSource tokens)
      throws IOException {
    GenesysReply reply = first;
    for (int poll = 0; poll < POLLS; poll++) {
      String state = word(reply.json(), "createStatus", "Completed");
      if (state.equalsIgnoreCase("Completed")) {
        return Probe.ok("Integration", "leads to the bridge, id " + id);
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
      reply =
          api.call(
              Operation.SET_UP, "GET", GenesysApi.INTEGRATIONS + "/" + id, null, settings, tokens);
    }
    return Probe.ok("Integration", "is still being made, id " + id);
  }

  List<Probe> test(DeskSettings settings, TokenSource tokens) {
    List<Probe> probes = new ArrayList<>();
    for (DeskClient client : settings.clients()) {
      probes.add(signIn(settings, client));
    }
    boolean letIn = probes.stream().anyMatch(Probe::ok);
    probes.add(secret(settings));
    if (letIn) {
      probes.add(integration(settings, tokens));
    }
    return probes;
  }

  private Probe signIn(DeskSettings settings, DeskClient client) {
    String check =
        settings.moreClients().isEmpty() ? "Sign-in" : "Sign-in of client " + client.id();
    try {
      IssuedToken token = door.signIn(settings.signingInAs(client));
      return Probe.ok(check, "token for " + token.expiresIn().toSeconds() + " s");
    } catch (SignInRefused e) {
      return Probe.failed(
          check, String.valueOf(e.getMessage()), "Check client id, client secret and region.");
    } catch (IOException e) {
      return unreachable(check, e);
    }
  }

  private static Probe secret(DeskSettings settings) {
    return settings.webhookSecret().reveal().length() > 15
        ? Probe.ok("Webhook secret", "long enough")
        : Probe.failed("Webhook secret", "too short", "Choose one of more than 15 characters.");
  }

  private Probe integration(DeskSettings settings, TokenSource tokens) {
    String check = "Integration";
    if (settings.integrationId().isBlank()) {
      return Probe.failed(check, "none yet", "Press “connect” to make the integration.");
    }
    try {
      String path = GenesysApi.INTEGRATIONS + "/" + settings.integrationId();
      GenesysReply reply = api.call(Operation.SET_UP, "GET", path, null, settings, tokens);
      if (!reply.success()) {
        return Probe.failed(
            check, reply.detail(), reply.status() == 404 ? "Press “connect” again." : PERMISSIONS);
      }
      String status = word(reply.json(), "status", "unknown");
      String url = word(reply.json(), "outboundNotificationWebhookUrl", "");
      String found = word(reply.json(), "name", "") + ", " + status + " → " + url;
      boolean active = status.equalsIgnoreCase("active") || status.equals("unknown");
      if (!active || url.isEmpty()) {
        return Probe.failed(check, found, "Activate the integration, then press “connect” again.");
      }
      return Probe.ok(check, found);
    } catch (IOException e) {
      return unreachable(check, e);
    }
  }

  private static Probe unreachable(String check, IOException e) {
    return Probe.failed(
        check, String.valueOf(e.getMessage()), "Check the region and that it can be reached.");
  }
}
