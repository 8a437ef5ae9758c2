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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Connects a number, and checks everything that a conversation needs. */
final class CloudSetup {

  private static final String ID = "phoneNumberId";
  private static final String ACCOUNT = "accountId";
  private static final String CALLBACK = "override_callback_uri";
  private static final String NEW_TOKEN = "Make a new system user token for this app.";
  private static final String FIELDS =
      "display_phone_number,verified_name,quality_rating,status,name_status,"
          + "whatsapp_business_manager_messaging_limit";

  /** A token that ends sooner is worth a warning. */
  private static final Duration SOON = Duration.ofDays(30);

  private final CloudApi api;

  CloudSetup(CloudApi api) {
    this.api = api;
  }

  Connected connect(URI webhookUrl, Context context) {
    var settings = CloudSettings.of(context.settings());
    List<Probe> probes = new ArrayList<>();
    ObjectNode override = OutsideJson.object();
    override.put(CALLBACK, webhookUrl.toString());
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

  /**
   * Checks token, number and subscription.
   *
   * @param webhookUrl where the webhooks should be sent to; null: not known yet
   */
  List<Probe> check(@Nullable URI webhookUrl, Context context) {
    var settings = CloudSettings.of(context.settings());
    List<Probe> probes = new ArrayList<>();
    Probe number = number(settings.phoneNumberId(), context);
    Probe token = token(context);
    probes.add(number.ok() || token.ok() ? number : blamed(number));
    probes.add(token);
    probes.add(
        settings.accountId().isBlank()
            ? Probe.failed(
                    "Webhooks",
                    "no WhatsApp Business Account is set",
                    "Enter the ID of the WhatsApp Business Account (WABA).")
                .about(ACCOUNT)
            : subscription(settings.accountId(), webhookUrl, context));
    return probes;
  }

  /** Without a valid token nothing is known about the number. */
  private static Probe blamed(Probe number) {
    return Probe.failed(number.check(), number.found(), NEW_TOKEN)
        .about(CloudSettings.ACCESS_TOKEN);
  }

  private Probe number(String phoneNumberId, Context context) {
    String check = "Number";
    try {
      MetaReply reply = api.get(Operation.SET_UP, phoneNumberId + "?fields=" + FIELDS, context);
      if (!reply.success()) {
        return refused(check, reply, "Check the phone number ID, and that the token may use it.")
            .about(ID);
      }
      return state(check, reply.json()).about(ID);
    } catch (IOException e) {
      return unreachable(check, e);
    }
  }

  private static Probe state(String check, JsonNode json) {
    String status = word(json, "status", "unknown");
    String quality = word(json, "quality_rating", "unknown");
    String name = word(json, "name_status", "");
    String found =
        Stream.of(
                word(json, "verified_name", ""),
                word(json, "display_phone_number", ""),
                status,
                "quality " + quality,
                word(json, "whatsapp_business_manager_messaging_limit", "")
                    .replaceFirst("^TIER_(?=.)", "limit "))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(", "));
    if (!status.equals("CONNECTED") && !status.equals("unknown")) {
      return Probe.failed(
          check, found, "Register the number in WhatsApp Manager until it is CONNECTED.");
    }
    if (quality.equals("RED") || quality.equals("YELLOW")) {
      return Probe.warning(
          check, found, "People block or report messages of this number; Meta may limit it.");
    }
    return name.equals("DECLINED") || name.equals("EXPIRED")
        ? Probe.warning(
            check,
            found + ", display name " + name,
            "Enter another display name in WhatsApp Manager.")
        : Probe.ok(check, found);
  }

  private Probe token(Context context) {
    String check = "Token";
    try {
      String token = URLEncoder.encode(context.tokens().token().reveal(), StandardCharsets.UTF_8);
      MetaReply reply = api.get(Operation.SET_UP, "debug_token?input_token=" + token, context);
      return (reply.success()
              ? token(check, reply.json().path("data"))
              : refused(check, reply, NEW_TOKEN))
          .about(CloudSettings.ACCESS_TOKEN);
    } catch (IOException e) {
      return unreachable(check, e);
    }
  }

  private static Probe token(String check, JsonNode data) {
    if (!flag(data, "is_valid")) {
      return Probe.failed(check, "not valid", NEW_TOKEN);
    }
    List<String> scopes = list(data, "scopes").stream().map(s -> String.valueOf(text(s))).toList();
    String missing =
        Stream.of("whatsapp_business_messaging", "whatsapp_business_management")
            .filter(scope -> !scopes.contains(scope))
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      return Probe.failed(check, "lacks " + missing, "Create a token that has " + missing + ".");
    }
    Long expires = whole(data, "expires_at");
    if (expires == null || expires == 0) {
      return Probe.ok(check, "valid, never expires");
    }
    Instant end = Instant.ofEpochSecond(expires);
    return end.isBefore(Instant.now().plus(SOON))
        ? Probe.warning(
            check, "valid until " + end, "Enter a system user's token, which does not expire.")
        : Probe.ok(check, "valid until " + end);
  }

  private Probe subscription(String account, @Nullable URI webhookUrl, Context context) {
    String check = "Webhooks";
    try {
      MetaReply reply = api.get(Operation.SET_UP, account + "/subscribed_apps", context);
      if (!reply.success()) {
        return refused(check, reply, "Check the account ID (WABA) and the token's permissions.")
            .about(ACCOUNT);
      }
      List<JsonNode> apps = list(reply.json(), "data");
      if (apps.isEmpty()) {
        return Probe.failed(
                check,
                "no app is subscribed to the account",
                "Press “connect”: without it no webhook arrives.")
            .withReconnect();
      }
      String found =
          apps.stream()
              .map(app ->
                  word(app.path("whatsapp_business_api_data"), "name", "an app")
                      + word(app, CALLBACK, "").replaceFirst("^(?=.)", " → "))
              .collect(Collectors.joining(", "));
      return webhookUrl == null || apps.stream().anyMatch(app -> leads(app, webhookUrl))
          ? Probe.ok(check, found)
          : Probe.failed(
                  check,
                  "are sent to another address: " + found,
                  "Press “connect” to send them to the bridge again.")
              .withReconnect();
    } catch (IOException e) {
      return unreachable(check, e);
    }
  }

  /**
   * An app without an address of its own sends to the one in Meta's dashboard, which is unknown.
   */
  private static boolean leads(JsonNode app, URI webhookUrl) {
    String callback = word(app, CALLBACK, "");
    return callback.isEmpty() || callback.equals(webhookUrl.toString());
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
