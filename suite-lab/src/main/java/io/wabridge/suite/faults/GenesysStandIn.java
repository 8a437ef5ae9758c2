package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Genesys: an OAuth client for each tenant; the bridge creates the integration. */
record GenesysStandIn(Place place) implements DeskStandIn {

  @Override
  public String kind() {
    return "genesys";
  }

  @Override
  public String portName() {
    return "SANDBOX_GENESYS_PORT";
  }

  @Override
  public Calls control() {
    return new Calls(place.sandbox(portName()), null);
  }

  @Override
  public void prepare() throws IOException, InterruptedException {
    control().patch("/sandbox/settings", Map.of("lean", true, "fetchRetries", 100));
  }

  @Override
  public Account open(String tenant, String line) throws IOException, InterruptedException {
    var client = Map.of("id", "client-" + tenant, "secret", "secret-of-" + tenant);
    control().post("/sandbox/clients", client);
    return new Account(
        "client-" + tenant,
        null,
        Map.of(
            "loginUrl",
            line,
            "apiUrl",
            line,
            "clientId",
            "client-" + tenant,
            "clientSecret",
            "secret-of-" + tenant));
  }

  @Override
  public Map<String, ?> message(String tag, MessageSender.@Nullable Attached file) {
    var text = tag + " from the desk";
    return file == null
        ? Map.of("text", text)
        : Map.of("text", text, "attachments", List.of(DeskStandIn.picture(file, "photo.jpg")));
  }
}
