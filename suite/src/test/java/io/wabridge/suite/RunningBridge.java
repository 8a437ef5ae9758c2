package io.wabridge.suite;

import io.wabridge.sandbox.Sandbox;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The ten services and the sandbox in this JVM, started once for all tests that need them, with the
 * stores and ports of {@code ./bridge test}.
 */
final class RunningBridge implements BeforeAllCallback {

  private record Running(Sandbox sandbox, Suite suite) implements AutoCloseable {
    @Override
    public void close() {
      suite.close();
      sandbox.close();
    }
  }

  /** Runs the conversation once, when a test first needs it. */
  private static final class DemoRun {
    static final boolean PASSED = runConversation();
  }

  private static volatile Running running;

  /** Stops one service and starts it again. */
  static void restart(String service) {
    running.suite().restart(service);
  }

  static Addresses addresses() {
    return Addresses.of(System.getenv());
  }

  /** Runs the demo conversation if it has not run yet; returns whether all its steps passed. */
  static boolean conversationPassed() {
    return DemoRun.PASSED;
  }

  private static boolean runConversation() {
    var steps = new Steps(System.out);
    new ConversationScript(addresses(), steps).run();
    return steps.summary();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .computeIfAbsent(Running.class, _ -> start(), Running.class);
  }

  private static Running start() {
    if (addresses().adminToken().isEmpty()) {
      throw new IllegalStateException(
          "These tests need stores and settings: run them with ./bridge test");
    }
    var sandbox =
        Sandbox.start(
            port("SANDBOX_WHATSAPP_PORT"),
            port("SANDBOX_GENESYS_PORT"),
            port("SANDBOX_CHATWOOT_PORT"),
            port("SANDBOX_CONNECT_PORT"));
    running = new Running(sandbox, Suite.start());
    return running;
  }

  static int port(String name) {
    return Integer.parseInt(System.getenv(name));
  }
}
