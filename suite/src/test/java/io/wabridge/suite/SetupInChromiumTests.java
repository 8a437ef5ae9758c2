package io.wabridge.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An administrator connects numbers and desks in the portal, from a one-time link to a message that
 * went round: in a real browser, by clicks alone.
 */
@ExtendWith(RunningBridge.class)
class SetupInChromiumTests {

  private static final Duration LIMIT = Duration.ofMinutes(6);

  @Test
  void anAdministratorConnectsNumbersAndDesks() throws Exception {
    var addresses = RunningBridge.addresses();
    var pictures = Files.createDirectories(Path.of("target", "pictures").toAbsolutePath());
    var said = pictures.resolve("setup.log");
    try (var bot = new BotDesktop(0)) {
      var process =
          new ProcessBuilder("node", "e2e/setup.mjs")
              .directory(Path.of("..", "agent-portal").toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile());
      var environment = process.environment();
      environment.put("BASE", addresses.gateway());
      environment.put("LINK", OperatorCode.link(addresses));
      environment.put("PICTURES", pictures.toString());
      environment.put("EVENTS_URL", bot.system().eventsUrl());
      environment.put("SIGNING_SECRET", BotDesktop.SIGNING_SECRET);
      environment.put("API_KEY", BotDesktop.API_KEY);
      var running = process.start();
      try (var answering = new Answering(addresses, bot)) {
        assertThat(running.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      } finally {
        running.destroyForcibly();
      }
      assertThat(running.exitValue()).as(read(said)).isZero();
      assertThat(bot.system().violations()).isEmpty();
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file);
  }

  /** Gives the bot the key of its desk, as soon as the administrator has made the desk. */
  private static final class Answering implements AutoCloseable {

    private final Http api;
    private final List<String> before;
    private final Thread thread;

    Answering(Addresses addresses, BotDesktop bot) {
      this.api = new Http(addresses.gateway(), addresses.adminToken());
      this.before = bots();
      this.thread = Thread.ofVirtual().start(() -> waitForDesk(addresses, bot));
    }

    private void waitForDesk(Addresses addresses, BotDesktop bot) {
      try {
        while (true) {
          var made = bots();
          made.removeAll(before);
          if (!made.isEmpty()) {
            bot.system().answerWith(BotDesktop.api(addresses, made.getFirst()));
            return;
          }
          Thread.sleep(300);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** The bots' desks of all tenants that this test has made, also in an earlier run. */
    private List<String> bots() {
      var desks = new ArrayList<String>();
      for (var tenant : api.get("/api/v1/overview").path("tenants")) {
        if (tenant.path("name").asString().startsWith("Diario Sur ")) {
          for (var desk : tenant.path("desks")) {
            if (desk.path("name").asString().startsWith("Bot ")) {
              desks.add(desk.path("id").asString());
            }
          }
        }
      }
      return desks;
    }

    @Override
    public void close() {
      thread.interrupt();
    }
  }
}
