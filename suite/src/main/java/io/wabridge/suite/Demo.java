package io.wabridge.suite;

import java.util.List;

/**
 * The demo: one checked conversation ({@code --once}), or an endless one; at Genesys, or with
 * another desk ({@code --desk chatwoot}, {@code --desk api}).
 */
public final class Demo {

  private Demo() {}

  public static void main(String... args) throws InterruptedException {
    var addresses = Addresses.of(System.getenv());
    var desk = desk(List.of(args));
    if (List.of(args).contains("--once")) {
      System.exit(once(addresses, desk) ? 0 : 1);
    }
    new Newsroom(addresses, desk).run();
  }

  private static String desk(List<String> args) {
    var option = args.indexOf("--desk");
    return option < 0 || option + 1 == args.size() ? "genesys" : args.get(option + 1);
  }

  private static boolean once(Addresses addresses, String desk) {
    var steps = new Steps(System.out);
    if (desk.equals("api")) {
      try (var bot = new BotDesktop(BotDesktop.port(System.getenv()))) {
        new BotScript(addresses, steps, bot).run();
      }
    } else {
      new ConversationScript(addresses, steps).run();
    }
    return steps.summary();
  }
}
