package io.wabridge.suite;

import io.wabridge.sandbox.Sandbox;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The ten services and the sandbox in this JVM, started once for all tests that need them, on the
 * stores and ports that {@code ./bridge test} gives.
 */
final class RunningBridge implements BeforeAllCallback {

  private record Running(Sandbox sandbox, Suite suite) implements AutoCloseable {
    @Override
    public void close() {
      suite.close();
      sandbox.close();
    }
  }

  /** Played once, whoever needs it first. */
  private static final class Played {
    static final boolean WELL = play();
  }

  static Addresses addresses() {
    return Addresses.of(System.getenv());
  }

  /** The conversation of the demo has been had; whether every step of it was well. */
  static boolean conversed() {
    return Played.WELL;
  }

  private static boolean play() {
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
          "These tests need stores and settings: run them by ./bridge test");
    }
    var sandbox = Sandbox.start(port("SANDBOX_WHATSAPP_PORT"), port("SANDBOX_GENESYS_PORT"));
    return new Running(sandbox, Suite.start());
  }

  static int port(String name) {
    return Integer.parseInt(System.getenv(name));
  }
}
