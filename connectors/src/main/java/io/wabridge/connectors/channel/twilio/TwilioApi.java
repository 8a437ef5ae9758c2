package io.wabridge.connectors.channel.twilio;

import io.wabridge.connectors.OutboundAnswer;
import io.wabridge.connectors.OutboundBody;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.OutboundRequest;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Calls Twilio's APIs, which are at hosts of their own, with the account or an API key. */
final class TwilioApi {

  static final String KIND = "twilio";

  /** Twilio's APIs. */
  enum Host {
    CORE("https://api.twilio.com"),
    CONTENT("https://content.twilio.com"),
    MESSAGING("https://messaging.twilio.com");

    private final URI address;

    Host(String address) {
      this.address = URI.create(address);
    }

    URI in(TwilioSettings settings) {
      return settings.apiUrl() == null ? address : settings.apiUrl();
    }
  }

  private final OutboundHttp http;

  TwilioApi(OutboundHttp http) {
    this.http = http;
  }

  TwilioReply get(Operation operation, Host host, String path, TwilioSettings settings)
      throws IOException {
    return call(OutboundRequest.get(address(host, path, settings)), operation, settings);
  }

  TwilioReply postForm(
      Operation operation,
      Host host,
      String path,
      List<Map.Entry<String, String>> form,
      TwilioSettings settings)
      throws IOException {
    var body = OutboundBody.form(TwilioForm.write(form));
    return call(
        OutboundRequest.of("POST", address(host, path, settings), body), operation, settings);
  }

  TwilioReply postJson(
      Operation operation, Host host, String path, ObjectNode json, TwilioSettings settings)
      throws IOException {
    var body = OutboundBody.json(OutsideJson.write(json));
    return call(
        OutboundRequest.of("POST", address(host, path, settings), body), operation, settings);
  }

  /** The account with its auth token, which proves the token that signs webhooks, too. */
  TwilioReply account(TwilioSettings settings) throws IOException {
    var path = "/2010-04-01/Accounts/" + settings.accountSid() + ".json";
    var token = settings.authTokens().isEmpty() ? Secret.of("") : settings.authTokens().getFirst();
    var request =
        authorized(
            OutboundRequest.get(address(Host.CORE, path, settings)), settings.accountSid(), token);
    try (var answer = http.send(request.by(KIND, Operation.SET_UP))) {
      return TwilioReply.of(answer);
    }
  }

  /** Requests a file; close the answer. */
  OutboundAnswer fetch(URI file, TwilioSettings settings) throws IOException {
    return fetch(authorized(OutboundRequest.getFile(file), settings.user(), settings.password()));
  }

  /** Requests a file to which Twilio redirected, without credentials; close the answer. */
  OutboundAnswer fetch(URI file) throws IOException {
    return fetch(OutboundRequest.getFile(file));
  }

  private OutboundAnswer fetch(OutboundRequest request) throws IOException {
    return http.send(request.by(KIND, Operation.DOWNLOAD));
  }

  private TwilioReply call(OutboundRequest request, Operation operation, TwilioSettings settings)
      throws IOException {
    var authorized = authorized(request, settings.user(), settings.password());
    try (var answer = http.send(authorized.by(KIND, operation))) {
      return TwilioReply.of(answer);
    }
  }

  private static URI address(Host host, String path, TwilioSettings settings) {
    return URI.create(host.in(settings) + path);
  }

  private static OutboundRequest authorized(OutboundRequest request, String user, Secret password) {
    var pair = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
    return request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }
}
