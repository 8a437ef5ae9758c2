package io.wabridge.suite;

import io.wabridge.sandbox.api.ConnectedSystem;
import io.wabridge.sandbox.api.PublicApi;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** A bot as the desk: it answers by itself, as soon as a message arrives. */
final class BotDesktop implements Desktop, AutoCloseable {

  static final String SIGNING_SECRET = "whsec_c2FuZGJveC1zaWduaW5nLXNlY3JldC0wMDAx";
  static final String API_KEY = "sandbox-api-key-of-the-demo-0001";

  private final ConnectedSystem system;

  /** Its page of received events is at this port of this machine. */
  BotDesktop(int port) {
    system = ConnectedSystem.start(port, List.of(SIGNING_SECRET));
  }

  static int port(Map<String, String> environment) {
    var base = Integer.parseInt(environment.getOrDefault("BRIDGE_PORT", "8080"));
    return Integer.parseInt(
        environment.getOrDefault("SANDBOX_API_PORT", String.valueOf(base + 27)));
  }

  ConnectedSystem system() {
    return system;
  }

  /** The API of this desk. */
  static PublicApi api(Addresses addresses, String deskId) {
    return new PublicApi(addresses.gateway(), "wbk_" + deskId + "_" + API_KEY);
  }

  @Override
  public List<JsonNode> inbound(String address) {
    return system.messages(address);
  }

  @Override
  public boolean answersByItself() {
    return true;
  }

  @Override
  public String reply(String address, String text) {
    throw new UnsupportedOperationException("the bot answers by itself");
  }

  /** Whether an event of this type arrived whose data has this value. */
  boolean got(String type, String pointer, String value) {
    return system.events().stream()
        .filter(event -> event.type().equals(type))
        .anyMatch(event -> Objects.equals(event.data().at(pointer).asString(""), value));
  }

  @Override
  public void close() {
    system.close();
  }
}
