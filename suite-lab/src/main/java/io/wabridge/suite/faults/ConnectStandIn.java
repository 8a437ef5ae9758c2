package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Amazon Connect: an instance for each tenant. An agent's file has no text. Only a new chat needs
 * the access key, so that the agents end their chats when the key is refused.
 */
record ConnectStandIn(Place place) implements DeskStandIn {

  @Override
  public String kind() {
    return "connect";
  }

  @Override
  public String portName() {
    return "SANDBOX_CONNECT_PORT";
  }

  @Override
  public Calls control() {
    return new Calls(place.sandbox(portName()), null);
  }

  /** SNS repeats a notification after 20 s, three times; here after 5 s, as short as the faults. */
  @Override
  public void prepare() throws IOException, InterruptedException {
    control().patch("/sandbox/settings", Map.of("lean", true, "retryPauseMs", 5000));
  }

  @Override
  public Account open(String tenant, String line) throws IOException, InterruptedException {
    var instance =
        control().post("/sandbox/instances", Map.of("alias", "desk-" + tenant, "address", line));
    var key = instance.path("accessKeyId").asString();
    return new Account(
        key,
        instance.path("id").asString(),
        Map.of(
            "region", instance.path("region").asString(),
            "instanceId", instance.path("id").asString(),
            "contactFlowId", instance.path("flowId").asString(),
            "topicArn", instance.path("topicArn").asString(),
            "accessKeyId", key,
            "secretAccessKey", instance.path("secretAccessKey").asString(),
            "endpointUrl", line));
  }

  @Override
  public String path(String conversation) {
    return "/sandbox/chats/" + conversation + "/send";
  }

  @Override
  public Map<String, ?> message(String tag, MessageSender.@Nullable Attached file) {
    return file == null
        ? Map.of("text", tag + " from the desk")
        : Map.of("attachment", DeskStandIn.picture(file, tag.replace('/', '.') + ".jpg"));
  }

  @Override
  public void refuse(World.Tenant tenant, int seconds) throws IOException, InterruptedException {
    control().post("/sandbox/instances/" + tenant.integration() + "/end-chats", Map.of());
    DeskStandIn.super.refuse(tenant, seconds);
  }

  @Override
  public String refusal() {
    return "UnrecognizedClientException";
  }

  @Override
  public boolean notesFailures() {
    return true;
  }
}
