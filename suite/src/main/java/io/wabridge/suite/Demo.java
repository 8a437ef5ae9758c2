package io.wabridge.suite;

import java.util.List;

/**
 * The demo: one checked conversation ({@code --once}), or an endless one, at Genesys or, with
 * {@code --desk}, at another desk.
 */
public final class Demo {

  private Demo() {}

  public static void main(String... args) throws InterruptedException {
    var desk = DemoDesk.of(List.of(args));
    var addresses = Addresses.of(System.getenv());
    if (List.of(args).contains("--once")) {
      var steps = new Steps(System.out);
      if (desk == DemoDesk.CONNECT) {
        new ConnectScript(addresses, steps).run();
      } else {
        new ConversationScript(addresses, steps).run();
      }
      System.exit(steps.summary() ? 0 : 1);
    }
    new Newsroom(addresses, desk).run();
  }
}
