package io.wabridge.suite.faults.agent;

import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts before the service does: {@code -javaagent:suite-lab.jar=kill-at=CHANNEL_CALLED:3} or
 * {@code …=without=dedupe}; several are separated by semicolons.
 */
public final class FaultAgent {

  private FaultAgent() {}

  public static void premain(String arguments, Instrumentation instrumentation) {
    var rewrites = new ArrayList<Rewrite>();
    for (var argument : arguments.split(";", -1)) {
      var parts = argument.split("=", 2);
      rewrites.addAll(rewrites(parts[0], parts.length > 1 ? parts[1] : ""));
    }
    instrumentation.addTransformer(new CallRewriter(rewrites));
    System.err.println("started by the fault suite: " + arguments);
  }

  private static List<Rewrite> rewrites(String name, String value) {
    return switch (name) {
      case "kill-at" -> KillAt.arm(value).rewrites();
      case "without" -> Safeguard.named(value).rewrites();
      default -> throw new IllegalArgumentException("unknown argument " + name);
    };
  }

  /**
   * The environment variables that make a process exit when it passes this point for the n-th time.
   */
  public static Map<String, String> killAt(FaultPoint point, int passing) {
    return environment("kill-at=" + point + ":" + passing);
  }

  /** The environment variables that disable this mechanism in a process. */
  public static Map<String, String> without(Safeguard safeguard) {
    return environment("without=" + safeguard.mechanism());
  }

  private static Map<String, String> environment(String arguments) {
    try {
      var jar =
          Path.of(FaultAgent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Map.of("JDK_JAVA_OPTIONS", "\"-javaagent:%s=%s\"".formatted(jar, arguments));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
