package io.wabridge.connectors.channel.cloud;

import static io.wabridge.connectors.Fields.flag;
import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.text;
import static io.wabridge.connectors.Fields.whole;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.meta.MetaReply;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.connector.Connected;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.Probe;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Connects a number, and checks everything that a conversation needs. */
final class CloudSetup {

  private final CloudApi api;

  CloudSetup(CloudApi api) {
    this.api = api;
  }

  Connected connect(URI webhookUrl, Context context) {
    var settings = CloudSettings.of(context.settings());
    List<Probe> probes = new ArrayList<>();
    ObjectNode override = OutsideJson.object();
    override.put("override_callback_uri", webhookUrl.toString());
    override.put("verify_token", settings.verifyToken().reveal());
    if (!settings.accountId().isBlank()) {
      Probe account =
          post(
              "Webhooks of the account",
              settings.accountId() + "/subscribed_apps",
              override,
              context);
      probes.add(account);
      if (account.ok()) {
        return new Connected(probes, phoneNumber(settings, context));
      }
    }
    ObjectNode number = OutsideJson.object();
    number.set("webhook_configuration", override);
    probes.add(post("Webhooks of the number", settings.phoneNumberId(), number, context));
    return new Connected(probes, phoneNumber(settings, context));
  }

  /** The number itself, to recognize it in reports; without an answer it stays unknown. */
  private Map<String, String> phoneNumber(CloudSettings settings, Context context) {
    try {
      MetaReply reply =
          api.get(
              Operation.SET_UP, settings.phoneNumberId() + "?fields=display_phone_number", context);
      String digits = word(reply.json(), "display_phone_number", "").replaceAll("[^0-9]", "");
      return reply.success() && digits.matches("[0-9]{5,20}")
          ? Map.of(CloudSettings.NUMBER, digits)
          : Map.of();
    } catch (IOException e) {
      return Map.of();
    }
  }

  List<Probe> check(Context context) {
    var settings = CloudSettings.of(context.settings());
    List<Probe> probes = new ArrayList<>();
    probes.add(number(settings.phoneNumberId(), context));
    probes.add(token(context));
    probes.add(
        settings.accountId().isBlank()
            ? Probe.failed(
                "Webhooks",
                "no WhatsApp Business Account is set",
                "Enter the ID of the WhatsApp Business Account (WABA).")
            : subscription(settings.accountId(), context));
    return probes;
  }

  private Probe number(String phoneNumberId, Context context) {
    String check = "Number";
    try {
      MetaReply reply =
          api.get(
              Operation.SET_UP,
              phoneNumberId + "?fields=display_phone_number,verified_name,quality_rating,status",
              context);
      if (!reply.success()) {
        return refused(check, reply, "Check the phone number id and that the token may use it.");
      }
      JsonNode json = reply.json();
      String status = word(json, "status", "unknown");
      String found =
          Stream.of(
                  word(json, "verified_name", ""),
                  word(json, "display_phone_number", ""),
                  status,
                  "quality " + word(json, "quality_rating", "unknown"))
              .filter(part -> !part.isEmpty())
              .collect(Collectors.joining(", "));
      return status.equals("CONNECTED") || status.equals("unknown")
          ? Probe.ok(check, found)
          : Probe.failed(
              check, found, "Register the number in WhatsApp Manager until it is CONNECTED.");
    } catch (IOException e) {
      return unreachable(check, e);
    }
  }

  private Probe token(Context context) {
    String check = "Token";
    try {
      String token = URLEncoder.encode(context.tokens().token().reveal(), StandardCharsets.UTF_8);
      MetaReply reply = api.get(Operation.SET_UP, "debug_token?input_token=" + token, context);
      if (!reply.success()) {
        return refused(check, reply, "Make a new system user token for this app.");
      }
      JsonNode data = reply.json().path("data");
      if (!flag(data, "is_valid")) {
        return Probe.failed(check, "not valid", "Make a new system user token for this app.");
      }
      List<String> scopes =
          list(data, "scopes").stream().map(s -> String.valueOf(text(s))).toList();
      String missing =
          Stream.of("whatsapp_business_messaging", "whatsapp_business_management")
              .filter(scope -> !scopes.contains(scope))
              .collect(Collectors.joining(", "));
      if (!missing.isEmpty()) {
        return Probe.failed(check, "lacks " + missing, "Create a token that has " + missing + ".");
      }
      Long expires = whole(data, "expires_at");
      return Probe.ok(
          check,
          expires == null || expires == 0
              ? "valid, never expires"
              : "valid until " + Instant.ofEpochSecond(expires));
    } catch (IOException e) {
      return unreachable(check, e);
    }
  }

  private Probe subscription(String account, Context context) {
    String check = "Webhooks";
    try {
      MetaReply reply = api.get(Operation.SET_UP, account + "/subscribed_apps", context);
      if (!reply.success()) {
        return refused(check, reply, "Check the account id (WABA) and the token's permissions.");
      }
      List<JsonNode> apps = list(reply.json(), "data");
      if (apps.isEmpty()) {
        return Probe.failed(
            check,
            "no app is subscribed to the account",
            "Press “connect”: without it no webhook arrives.");
      }
      return Probe.ok(
          check,
          apps.stream()
              .map(app ->
                  word(app.path("whatsapp_business_api_data"), "name", "an app")
                      + word(app, "override_callback_uri", "").replaceFirst("^(?=.)", " → "))
              .collect(Collectors.joining(", ")));
    } catch (IOException e) {
      return unreachable(check, e);
    }
  }

  private Probe post(String check, String path, ObjectNode json, Context context) {
    try {
      MetaReply reply = api.post(Operation.SET_UP, path, json, context);
      return reply.success()
          ? Probe.ok(check, "are sent to the bridge")
          : refused(check, reply, "The token needs whatsapp_business_management for this account.");
    } catch (IOException e) {
      return unreachable(check, e);
    }
  }

  private static Probe refused(String check, MetaReply reply, String remedy) {
    return Probe.failed(check, reply.detail(), remedy);
  }

  private static Probe unreachable(String check, IOException e) {
    return Probe.failed(
        check,
        String.valueOf(e.getMessage()),
        "Check that the Graph address can be reached from here.");
  }
}
