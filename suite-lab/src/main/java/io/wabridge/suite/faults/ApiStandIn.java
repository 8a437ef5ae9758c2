package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Systems that are connected by API, one for each tenant. They reply through the gateway, and
 * repeat a request that was not answered.
 *
 * @param gateway the address at which they reach the bridge
 */
record ApiStandIn(Place place, String gateway) implements DeskStandIn {

  private static final String SIGNING_SECRET = "whsec_ZmF1bHRzLXNpZ25pbmctc2VjcmV0LTAwMDE=";

  @Override
  public String kind() {
    return "api";
  }

  @Override
  public String portName() {
    return "SANDBOX_API_PORT";
  }

  @Override
  public Calls control() {
    return new Calls(place.sandbox(portName()), null);
  }

  @Override
  public void prepare() {}

  @Override
  public Account open(String tenant, String line) throws IOException, InterruptedException {
    control().post("/sandbox/systems", Map.of("name", tenant, "signingSecret", SIGNING_SECRET));
    return new Account(
        tenant,
        tenant,
        Map.of(
            "eventsUrl",
            line + "/events/" + tenant,
            "signingSecret",
            SIGNING_SECRET,
            "apiKey",
            key(tenant)));
  }

  private static String key(String tenant) {
    return "faults-api-key-of-the-system-" + tenant;
  }

  @Override
  public void connected(Account account, JsonNode desk) throws IOException, InterruptedException {
    var token = "wbk_" + desk.path("id").asString() + "_" + key(account.caller());
    control()
        .post(
            "/sandbox/systems/" + account.caller() + "/access",
            Map.of("gateway", gateway, "token", token));
  }

  @Override
  public Map<String, ?> message(String tag, MessageSender.@Nullable Attached file) {
    var text = tag + " from the desk";
    return file == null
        ? Map.of("text", text)
        : Map.of("text", text, "attachment", DeskStandIn.picture(file, "photo.jpg"));
  }
}
