package io.wabridge.connectors.desk.connect;

import static io.wabridge.connectors.Fields.clip;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.connector.Connected;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.Probe;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Subscribes the bridge to the topic, and checks instance, credentials and subscription. */
final class ConnectSetup {

  private static final String INSTANCE = "Instance";
  private static final String SUBSCRIPTION = "Subscription";
  private static final String CONNECT = "Press “connect” to subscribe the bridge.";
  private static final String PATH = "/webhooks/" + ConnectApi.KIND + "/";
  private static final int TRIES = 20;
  private static final int LONGEST = 200;
  private static final Pattern MEMBER =
      Pattern.compile("<member>(.{1,5000}?)</member>", Pattern.DOTALL);
  private static final Pattern ENDPOINT = Pattern.compile("<Endpoint>([^<]*)</Endpoint>");
  private static final Pattern ARN = Pattern.compile("<SubscriptionArn>(arn:[^<]*)</");

  /** What the topic says about subscriptions of the bridge. */
  private enum State {
    CONFIRMED,
    PENDING,
    NONE,
    /** The credentials may not list subscriptions. */
    HIDDEN
  }

  private final ConnectApi api;
  private final Duration pause;

  ConnectSetup(ConnectApi api, Duration pause) {
    this.api = api;
    this.pause = pause;
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
          ? List.of(instance, subscription(settings, endpoint -> endpoint.contains(PATH)))
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

  /** SNS asks the bridge for a confirmation, which it gives when the request arrives. */
  private Probe subscribed(URI webhookUrl, ConnectSettings settings)
      throws IOException, InterruptedException {
    var parameters = parameters("Subscribe", settings);
    parameters.put("Protocol", String.valueOf(webhookUrl.getScheme()));
    parameters.put("Endpoint", webhookUrl.toString());
    parameters.put("ReturnSubscriptionArn", "true");
    var reply = api.topics(parameters, settings);
    if (!reply.success()) {
      return refused(SUBSCRIPTION, reply);
    }
    Predicate<String> ours = webhookUrl.toString()::equals;
    var found = subscription(settings, ours);
    for (var n = 0; n < TRIES && !found.ok(); n++) {
      Thread.sleep(pause);
      found = subscription(settings, ours);
    }
    return found;
  }

  private Probe subscription(ConnectSettings settings, Predicate<String> ours) throws IOException {
    return switch (state(settings, ours)) {
      case CONFIRMED -> Probe.ok(SUBSCRIPTION, "the topic sends to the bridge");
      case HIDDEN ->
          Probe.ok(SUBSCRIPTION, "not checked: the credentials may not list subscriptions");
      case PENDING ->
          Probe.failed(
              SUBSCRIPTION,
              "SNS waits for the confirmation",
              "Check that SNS can call the public address of the bridge, then connect again.");
      case NONE -> Probe.failed(SUBSCRIPTION, "the topic does not send to the bridge", CONNECT);
    };
  }

  private State state(ConnectSettings settings, Predicate<String> ours) throws IOException {
    var parameters = parameters("ListSubscriptionsByTopic", settings);
    var reply = api.topics(parameters, settings);
    if (reply.status() == 403) {
      return State.HIDDEN;
    }
    var state = State.NONE;
    var members = MEMBER.matcher(reply.body());
    while (members.find()) {
      var endpoint = ENDPOINT.matcher(members.group(1));
      if (endpoint.find() && ours.test(endpoint.group(1).replace("&amp;", "&"))) {
        if (ARN.matcher(members.group(1)).find()) {
          return State.CONFIRMED;
        }
        state = State.PENDING;
      }
    }
    return state;
  }

  private static Map<String, String> parameters(String action, ConnectSettings settings) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("Action", action);
    parameters.put("Version", "2010-03-31");
    parameters.put("TopicArn", settings.topicArn());
    return parameters;
  }

  private static Probe refused(String check, ConnectReply reply) {
    var remedy =
        switch (ConnectErrors.meaning(reply).reason()) {
          case AUTH -> "Enter the access key again.";
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
