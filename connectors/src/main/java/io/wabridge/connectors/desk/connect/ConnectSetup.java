package io.wabridge.connectors.desk.connect;

import static io.wabridge.connectors.Fields.clip;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.aws.AwsReply;
import io.wabridge.connectors.aws.SnsSubscriptions;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.Connected;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.Probe;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Subscribes the bridge to the topic, and checks instance, credentials and subscription. */
final class ConnectSetup {

  private static final String INSTANCE = "Instance";
  private static final String SUBSCRIPTION = SnsSubscriptions.CHECK;
  private static final String CONNECT = "Press “connect” to subscribe the bridge.";
  private static final String PATH = "/webhooks/" + ConnectApi.KIND + "/";
  private static final int LONGEST = 200;

  private final ConnectApi api;
  private final SnsSubscriptions subscriptions;

  ConnectSetup(ConnectApi api, Duration pause) {
    this.api = api;
    this.subscriptions = new SnsSubscriptions(api.aws(), pause);
  }

  Connected connect(URI webhookUrl, Context context) {
    var settings = ConnectSettings.of(context.settings());
    try {
      var instance = instance(settings);
      if (!instance.ok()) {
        return new Connected(List.of(instance), Map.of());
      }
      return new Connected(List.of(instance, subscribed(webhookUrl, settings)), Map.of());
    } catch (IOException e) {
      return new Connected(List.of(unreachable(e)), Map.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Connected(
          List.of(Probe.failed(SUBSCRIPTION, "was interrupted", CONNECT)), Map.of());
    }
  }

  List<Probe> check(Context context) {
    var settings = ConnectSettings.of(context.settings());
    try {
      var instance = instance(settings);
      return instance.ok()
          ? List.of(
              instance, subscriptions.check(settings.topic(), address -> address.contains(PATH)))
          : List.of(instance);
    } catch (IOException e) {
      return List.of(unreachable(e));
    }
  }

  private Probe instance(ConnectSettings settings) throws IOException {
    var path = "/instance/" + settings.instanceId();
    var reply = api.control(Operation.SET_UP, "GET", path, null, settings);
    if (!reply.success()) {
      return refused(INSTANCE, reply);
    }
    var instance = reply.json().path("Instance");
    var status = word(instance, "InstanceStatus", "");
    var found = clip(word(instance, "InstanceAlias", settings.instanceId()), LONGEST);
    return status.equals("ACTIVE") || status.isEmpty()
        ? Probe.ok(INSTANCE, found)
        : Probe.failed(
            INSTANCE,
            found + " is " + clip(status, LONGEST),
            "Look at the instance in the console of Amazon Connect.");
  }

  private Probe subscribed(URI webhookUrl, ConnectSettings settings)
      throws IOException, InterruptedException {
    var reply = subscriptions.subscribe(webhookUrl, settings.topic());
    return reply.success()
        ? subscriptions.confirmed(webhookUrl, settings.topic())
        : refused(SUBSCRIPTION, reply);
  }

  private static Probe refused(String check, AwsReply reply) {
    var remedy =
        switch (ConnectErrors.meaning(reply).reason()) {
          case AUTH -> "Enter the access key again.";
          case ROLE_REFUSED -> Reason.ROLE_REFUSED.action();
          case DESK_PERMISSION ->
              check.equals(INSTANCE)
                  ? "Allow connect:DescribeInstance for the access key."
                  : "Allow sns:Subscribe for the access key, or subscribe the bridge's address in"
                      + " the console of SNS.";
          case BAD_ADDRESS -> "Check the region, the instance ID and the topic ARN.";
          default -> "Look at the detail, and try again.";
        };
    return Probe.failed(check, reply.detail(), remedy);
  }

  private static Probe unreachable(IOException e) {
    return Probe.failed(
        INSTANCE,
        String.valueOf(e.getMessage()),
        "Check the region, and that AWS can be reached from here.");
  }
}
