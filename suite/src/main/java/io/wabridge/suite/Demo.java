package io.wabridge.suite;

import java.util.List;

/**
 * The demo: one checked conversation ({@code --once}), or an endless one, at Genesys or ({@code
 * --desk chatwoot}) at Chatwoot.
 */
public final class Demo {

  private Demo() {}

  public static void main(String... args) throws InterruptedException {
    var addresses = Addresses.of(System.getenv());
    if (List.of(args).contains("--once")) {
      var steps = new Steps(System.out);
      new ConversationScript(addresses, steps).run();
      System.exit(steps.summary() ? 0 : 1);
    }
    new Newsroom(addresses, List.of(args).contains("chatwoot")).run();
  }
}
