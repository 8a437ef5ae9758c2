package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chatwoot: an account for each tenant; the bridge creates the inbox. Chatwoot posts each webhook
 * once, and in no certain order; here in the order of a conversation, so that order can be judged.
 */
record ChatwootStandIn(Place place) implements DeskStandIn {

  @Override
  public String kind() {
    return "chatwoot";
  }

  @Override
  public String portName() {
    return "SANDBOX_CHATWOOT_PORT";
  }

  @Override
  public Calls control() {
    return new Calls(place.sandbox(portName()), null);
  }

  @Override
  public void prepare() throws IOException, InterruptedException {
    control().patch("/sandbox/settings", Map.of("lean", true, "ordered", true));
  }

  @Override
  public Account open(String tenant, String line) throws IOException, InterruptedException {
    var account = control().post("/sandbox/accounts", Map.of("name", tenant));
    var id = account.path("id").asString();
    var token = account.path("adminToken").asString();
    return new Account(token, id, Map.of("baseUrl", line, "accountId", id, "accessToken", token));
  }

  @Override
  public Map<String, ?> message(String tag, MessageSender.@Nullable Attached file) {
    var text = tag + " from the desk";
    return file == null
        ? Map.of("content", text)
        : Map.of("content", text, "attachments", List.of(DeskStandIn.picture(file, "photo.jpg")));
  }
}
