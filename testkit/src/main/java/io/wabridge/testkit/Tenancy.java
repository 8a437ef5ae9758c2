package io.wabridge.testkit;

import io.wabridge.testkit.StandIn.Answer;
import io.wabridge.testkit.StandIn.RecordedRequest;
import io.wabridge.testkit.StandIn.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One tenant in stand-ins of the core services, and stand-ins of outside systems, all on one
 * loopback port. Every channel whose id begins with "channel-" and every desk whose id begins with
 * "desk-" belongs to this tenant; requests that are not for a core service are answered by the
 * test.
 */
public final class Tenancy implements AutoCloseable {

  public static final String TENANT = "tenant-1";
  public static final String NUMBER = "106540352242922";
  public static final String INTEGRATION = "integration-1";
  public static final String APP_SECRET = "the-app-secret";
  public static final String VERIFY_TOKEN = "the-verify-token";
  public static final String WEBHOOK_SECRET = "the-webhook-secret-of-the-desk";

  /** A keyset of this tenant, encrypted with the master key of the tests. */
  private static final String KEYSET =
      "AT6xvUNwRC6yNZDo66VWqA7CEF8b5hG5qb1rEkiKfn02R05PlJ/l93eqXmF4Qcv7buJuNCvCL+Ej"
          + "k/E+6prO02o4C0PEPsSMufwdMAnyLeMFWCAzXBwCrvPG9Sz39TfSePgCWF4CGp73VWDzFaZnz78D"
          + "KqHfrxHFoRCS5yLhxOFAGA5ysCic/o2gVkfgghGWPR2MzCX4KbounLvuR5gCwXjGjt8kTv5ibMDS"
          + "1tKABlPM";

  private static final Answer TOKEN = Answer.ok("{\"token\":\"token-1\"}");

  private final StandIn server = StandIn.answering(this::answer);
  private volatile Rule outside = asked -> Answer.notFound();
  private volatile Answer token = TOKEN;
  private volatile Function<RecordedRequest, Optional<Answer>> special = asked -> Optional.empty();
  private volatile boolean coreServicesDown;

  /** The addresses of the core services, as settings of a service. */
  public Map<String, String> properties() {
    return Map.of(
        "bridge.services.tenant-service", server.url(),
        "bridge.services.auth-service", server.url(),
        "bridge.services.state-manager", server.url(),
        "bridge.outside.allow-private-addresses", "true");
  }

  public void outside(Rule rule) {
    outside = rule;
  }

  /** The answer of auth-service to token requests. */
  public void token(Answer answer) {
    token = answer;
  }

  /** Overrides answers of the core services. */
  public void special(Function<RecordedRequest, Optional<Answer>> answers) {
    special = answers;
  }

  public void coreServicesDown(boolean down) {
    coreServicesDown = down;
  }

  public String url() {
    return server.url();
  }

  public List<RecordedRequest> asked(String path) {
    return server.asked(path);
  }

  public void reset() {
    server.clearRequests();
    special = asked -> Optional.empty();
    outside = asked -> Answer.notFound();
    token = TOKEN;
    coreServicesDown = false;
  }

  private Answer answer(RecordedRequest asked) throws Exception {
    if (!asked.path().startsWith("/internal/")) {
      return outside.answer(asked);
    }
    if (coreServicesDown) {
      return new Answer(500, "{}");
    }
    var known = special.apply(asked);
    if (known.isPresent()) {
      return known.get();
    }
    if (asked.path().startsWith("/internal/batch/")) {
      return Answer.notFound(); // this ledger has no batched calls
    }
    if (asked.path().startsWith("/internal/messages/") && asked.path().endsWith("/receipt")) {
      return Answer.ok("{\"notified\":false}");
    }
    var steps = asked.path().split("[/?]");
    var id = steps.length > 3 ? steps[3] : "";
    return switch (steps[2]) {
      case "channels" -> channel(asked.path(), id);
      case "desks" -> desk(asked.path(), id);
      case "tokens" -> token;
      case "parked" -> Answer.ok("");
      case "lanes", "templates" -> Answer.ok("[]");
      case "tenants" ->
          asked.path().endsWith("/" + TENANT + "/keyset")
              ? Answer.ok("{\"bytes\":\"" + KEYSET + "\"}")
              : outside.answer(asked);
      case "held" -> Answer.ok(asked.method().equals("GET") ? "[]" : "");
      default -> outside.answer(asked);
    };
  }

  private Answer channel(String path, String id) {
    if (path.contains("/templates")) {
      return Answer.ok("[]");
    }
    if (path.contains("/token?")) {
      return Answer.ok("{\"token\":\"EAAG-" + id + "\"}");
    }
    if (id.equals("by-external-id")) {
      return path.endsWith("/" + NUMBER) ? Answer.ok(channel("channel-1")) : Answer.notFound();
    }
    return id.startsWith("channel-") ? Answer.ok(channel(id)) : Answer.notFound();
  }

  private Answer desk(String path, String id) {
    if (id.equals("by-external-id")) {
      return path.endsWith("/" + INTEGRATION) ? Answer.ok(desk("desk-1")) : Answer.notFound();
    }
    return id.startsWith("desk-") ? Answer.ok(desk(id)) : Answer.notFound();
  }

  /** A channel of this tenant with another address. */
  public static String channel(String id, String number, String url) {
    return """
    {"tenant":"%s","id":"%s","kind":"cloud","name":"Channel","externalId":"%s","active":true,
     "desk":"desk-1","readMarks":"NEVER","limits":{},
     "settings":{"values":{"phoneNumberId":"%s","accountId":"waba-1","apiUrl":"%s",
                           "apiVersion":"v26.0"},
                 "secrets":{"appSecret":"%s","verifyToken":"%s"}}}
    """
        .formatted(TENANT, id, number, number, url, APP_SECRET, VERIFY_TOKEN);
  }

  private String channel(String id) {
    return channel(id, NUMBER, server.url());
  }

  private String desk(String id) {
    return desk(id, INTEGRATION, server.url(), "client-1", "client-secret");
  }

  /** A desk of this tenant at another address. */
  public static String desk(
      String id, String integration, String url, String client, String secret) {
    return desk(id, integration, url, client, secret, "{}", "");
  }

  /**
   * A desk of this tenant with limits of its own.
   *
   * @param limits as JSON
   * @param more further credentials, as JSON; see {@link #credential}
   */
  public static String desk(
      String id,
      String integration,
      String url,
      String client,
      String secret,
      String limits,
      String more) {
    return """
    {"tenant":"%s","id":"%s","kind":"genesys","name":"Desk","externalId":"%s","active":true,
     "limits":%s,
     "settings":{"values":{"integrationId":"%s","loginUrl":"%s","apiUrl":"%s","clientId":"%s"},
                 "secrets":{"clientSecret":"%s","webhookSecret":"%s"},
                 "credential":"%s","moreCredentials":[%s]}}
    """
        .formatted(
            TENANT,
            id,
            integration,
            limits,
            integration,
            url,
            url,
            client,
            secret,
            WEBHOOK_SECRET,
            client,
            more);
  }

  /** A further credential of a desk. */
  public static String credential(String client, String secret) {
    return """
    {"id":"%s","values":{"clientId":"%s"},"secrets":{"clientSecret":"%s"}}
    """
        .formatted(client, client, secret);
  }

  @Override
  public void close() {
    server.close();
  }
}
