package io.wabridge.connectors.aws;

import io.wabridge.model.connector.Probe;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Subscribes the bridge to a topic, and looks whether it is subscribed. */
public final class SnsSubscriptions {

  /** The name of the check. */
  public static final String CHECK = "Subscription";

  private static final int TRIES = 20;
  private static final Pattern MEMBER =
      Pattern.compile("<member>(.{1,5000}?)</member>", Pattern.DOTALL);
  private static final Pattern ENDPOINT = Pattern.compile("<Endpoint>([^<]*)</Endpoint>");
  private static final Pattern ARN = Pattern.compile("<SubscriptionArn>(arn:[^<]*)</");
  private static final Pattern RAW =
      Pattern.compile(
          "<key>RawMessageDelivery</key>\\s*<value>true</value>", Pattern.CASE_INSENSITIVE);

  /** What the topic says about subscriptions of the bridge. */
  private enum State {
    CONFIRMED,
    /** Without signatures, so that nothing can be accepted. */
    RAW,
    PENDING,
    NONE,
    /** The credentials may not list subscriptions. */
    HIDDEN
  }

  private final AwsHttp http;
  private final Duration pause;

  /**
   * @param pause between two looks at the subscription, while SNS asks for the confirmation
   */
  public SnsSubscriptions(AwsHttp http, Duration pause) {
    this.http = http;
    this.pause = pause;
  }

  /** Subscribes an address. SNS asks it for a confirmation, which it gives. */
  public AwsReply subscribe(URI webhookUrl, SnsReceiver.Topic topic) throws IOException {
    var parameters = parameters("Subscribe", "TopicArn", topic.arn());
    parameters.put("Protocol", String.valueOf(webhookUrl.getScheme()));
    parameters.put("Endpoint", webhookUrl.toString());
    parameters.put("ReturnSubscriptionArn", "true");
    return http.topics(parameters, topic.access());
  }

  /** Waits until the subscription is confirmed, for some seconds. */
  public Probe confirmed(URI webhookUrl, SnsReceiver.Topic topic)
      throws IOException, InterruptedException {
    Predicate<String> ours = webhookUrl.toString()::equals;
    var found = check(topic, ours);
    for (var n = 0; n < TRIES && !found.ok(); n++) {
      Thread.sleep(pause);
      found = check(topic, ours);
    }
    return found;
  }

  /**
   * Whether the topic sends to the bridge.
   *
   * @param ours whether a subscribed address is the bridge's
   */
  public Probe check(SnsReceiver.Topic topic, Predicate<String> ours) throws IOException {
    return switch (state(topic, ours)) {
      case CONFIRMED -> Probe.ok(CHECK, "the topic sends to the bridge");
      case RAW ->
          Probe.failed(
              CHECK,
              "raw message delivery is on, so that nothing is signed",
              "Switch raw message delivery of the subscription off in the console of SNS.");
      case HIDDEN -> Probe.ok(CHECK, "not checked: the credentials may not list subscriptions");
      case PENDING ->
          Probe.failed(
              CHECK,
              "SNS waits for the confirmation",
              "Check that SNS can call the public address of the bridge, then connect again.");
      case NONE ->
          Probe.failed(
              CHECK,
              "the topic does not send to the bridge",
              "Press “connect” to subscribe the bridge.");
    };
  }

  private State state(SnsReceiver.Topic topic, Predicate<String> ours) throws IOException {
    var reply =
        http.topics(
            parameters("ListSubscriptionsByTopic", "TopicArn", topic.arn()), topic.access());
    if (reply.status() == 403) {
      return State.HIDDEN;
    }
    var state = State.NONE;
    var members = MEMBER.matcher(reply.body());
    while (members.find()) {
      var endpoint = ENDPOINT.matcher(members.group(1));
      if (endpoint.find() && ours.test(endpoint.group(1).replace("&amp;", "&"))) {
        var arn = ARN.matcher(members.group(1));
        if (arn.find()) {
          return raw(arn.group(1), topic.access()) ? State.RAW : State.CONFIRMED;
        }
        state = State.PENDING;
      }
    }
    return state;
  }

  /** Credentials that may not read the attributes say nothing about them. */
  private boolean raw(String subscription, AwsAccess access) throws IOException {
    var parameters = parameters("GetSubscriptionAttributes", "SubscriptionArn", subscription);
    var reply = http.topics(parameters, access);
    return reply.success() && RAW.matcher(reply.body()).find();
  }

  private static Map<String, String> parameters(String action, String name, String value) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("Action", action);
    parameters.put("Version", "2010-03-31");
    parameters.put(name, value);
    return parameters;
  }
}
