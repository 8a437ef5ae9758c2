package io.wabridge.suite;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts of ./bridge that protect an installation. */
class BridgeCommandTests {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path folder;

  private static String sh(String script) throws Exception {
    var process =
        new ProcessBuilder("sh", "-c", script).directory(ROOT.toFile()).redirectErrorStream(true);
    var started = process.start();
    var said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(started.waitFor()).as(said).isZero();
    return said;
  }

  private static String outside(String sandbox, String graph, String environment) throws Exception {
    return sh(
        """
        BRIDGE_HOME=/tmp SANDBOX_WHATSAPP_PORT=8090 sandbox=%s
        warn() { echo "warning: $1"; }
        . deploy/bridge/services.sh
        # the file of settings permits both, as the sandbox needs it
        BRIDGE_OUTSIDE_ALLOW_EXPLICIT_ADDRESSES=true BRIDGE_OUTSIDE_ALLOW_PRIVATE_ADDRESSES=true
        BRIDGE_WHATSAPP_GRAPH_URL=%s
        outside_explicit='' outside_private='%s'
        outside_settings
        echo "$BRIDGE_OUTSIDE_ALLOW_EXPLICIT_ADDRESSES $BRIDGE_OUTSIDE_ALLOW_PRIVATE_ADDRESSES"
        """
            .formatted(sandbox, graph, environment));
  }

  @ParameterizedTest
  @CsvSource({"http://127.0.0.1:8090", "https://graph.facebook.com", "https://graph.example"})
  void abuse09_withoutTheSandboxNoPrivateAddressIsPermitted(String graph) throws Exception {
    assertThat(outside("no", graph, "")).isEqualTo("false false\n");
    assertThat(outside("no", graph, "true")).startsWith("warning: ").endsWith("false true\n");
    assertThat(outside("yes", graph, "")).isEqualTo("true true\n");
  }

  /** What ends is started again, until the installation is stopped. */
  @Test
  void startsAProcessAgain() throws Exception {
    var ready = Files.createFile(folder.resolve("ready"));
    var runs = folder.resolve("runs");
    var supervised =
        new ProcessBuilder(
                "sh",
                "deploy/bridge/supervise.sh",
                ready.toString(),
                "sh",
                "-c",
                "echo $$ >>" + runs + "; exec sleep 60")
            .directory(ROOT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    try {
      await().atMost(10, SECONDS).until(() -> runs(runs).size() == 1);
      ProcessHandle.of(runs(runs).getFirst()).orElseThrow().destroyForcibly();
      await().atMost(10, SECONDS).until(() -> runs(runs).size() == 2);
      assertThat(Files.readString(folder.resolve("log"))).contains("started again");

      Files.delete(ready);
      supervised.destroy();

      assertThat(supervised.waitFor(10, SECONDS)).isTrue();
      assertThat(ProcessHandle.of(runs(runs).getLast()).filter(ProcessHandle::isAlive)).isEmpty();
    } finally {
      supervised.destroyForcibly();
    }
  }

  /** A start that fails is shown, and not repeated. */
  @Test
  void doesNotRepeatAFailedStart() throws Exception {
    var said =
        sh("sh deploy/bridge/supervise.sh " + folder.resolve("ready") + " sh -c 'exit 7'; echo $?");

    assertThat(said).isEqualTo("7\n");
  }

  private static List<Long> runs(Path runs) throws Exception {
    return Files.exists(runs)
        ? Files.readAllLines(runs).stream().map(Long::parseLong).toList()
        : List.of();
  }
}
