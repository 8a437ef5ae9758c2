package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The simulated product of one kind of desk: how a tenant gets a desk there, how its agents write,
 * and how it refuses credentials. Each has the sandbox's journal and planned faults.
 */
interface DeskStandIn {

  /**
   * A tenant's account at the product.
   *
   * @param caller the owner of its credentials, as planned faults name it
   * @param integration the id by which the journal names the tenant's desk; null: the bridge's
   *     external id of the desk
   * @param settings of the desk, for the bridge
   */
  record Account(String caller, @Nullable String integration, Map<String, ?> settings) {}

  /** The kind of the desk, as the bridge names it. */
  String kind();

  /** The name of the port at which it listens. */
  String portName();

  /** Its control API. */
  Calls control();

  /** Sets the behaviour for a long run. */
  void prepare() throws IOException, InterruptedException;

  /**
   * Opens an account.
   *
   * @param line the address at which the bridge reaches the product for this tenant
   */
  Account open(String tenant, String line) throws IOException, InterruptedException;

  /** Called when the bridge has the desk and has connected it. */
  default void connected(Account account, JsonNode desk) throws IOException, InterruptedException {}

  /** The path of the control API for an agent's message in a conversation of the journal. */
  default String path(String conversation) {
    return "/sandbox/conversations/" + conversation + "/send";
  }

  /**
   * The body of an agent's message.
   *
   * @param tag names the message: in its text, or in the name of its file
   */
  Map<String, ?> message(String tag, MessageSender.@Nullable Attached file);

  /** Refuses all calls with the tenant's credentials. */
  default void refuse(World.Tenant tenant, int seconds) throws IOException, InterruptedException {
    control()
        .post(
            "/sandbox/faults",
            Map.of(
                "operation",
                "*",
                "kind",
                refusal(),
                "seconds",
                seconds,
                "caller",
                tenant.account().caller()));
  }

  /** The kind of the planned faults with which it refuses credentials. */
  default String refusal() {
    return "401";
  }

  /** Whether agents learn from a note, and not from a status, that a message failed. */
  default boolean notesFailures() {
    return false;
  }

  /** A generated picture, for the control API. */
  static Map<String, ?> picture(MessageSender.Attached file, String filename) {
    return Map.of(
        "size", file.size(), "seed", file.seed(), "mime", "image/jpeg", "filename", filename);
  }
}
