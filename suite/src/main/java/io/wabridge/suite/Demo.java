package io.wabridge.suite;

import java.util.List;

/**
 * The demo: one checked conversation ({@code --once}), or an endless one, at Genesys or, with
 * {@code --desk}, at another desk, or by another provider with {@code --provider}.
 */
public final class Demo {

  private Demo() {}

  public static void main(String... args) throws InterruptedException {
    var desk = DemoDesk.of(List.of(args));
    var provider = DemoProvider.of(List.of(args));
    var addresses = Addresses.of(System.getenv());
    if (List.of(args).contains("--once")) {
      System.exit(
          (provider == DemoProvider.CLOUD ? once(addresses, desk) : once(addresses, provider))
              ? 0
              : 1);
    }
    new Newsroom(addresses, desk).run();
  }

  /** Plays the demo conversation by this provider, at Genesys, once. */
  static boolean once(Addresses addresses, DemoProvider provider) {
    var steps = new Steps(System.out);
    new ConversationScript(addresses, steps, provider).run();
    return steps.summary();
  }

  /** Plays the demo conversation at this desk once; returns whether all its steps passed. */
  static boolean once(Addresses addresses, DemoDesk desk) {
    var steps = new Steps(System.out);
    switch (desk) {
      case CONNECT -> new ConnectScript(addresses, steps).run();
      case API -> {
        try (var bot = new BotDesktop(BotDesktop.port(System.getenv()))) {
          new BotScript(addresses, steps, bot).run();
        }
      }
      case GENESYS -> new ConversationScript(addresses, steps).run();
      case CHATWOOT -> new ChatwootScript(addresses, steps).run();
    }
    return steps.summary();
  }
}
