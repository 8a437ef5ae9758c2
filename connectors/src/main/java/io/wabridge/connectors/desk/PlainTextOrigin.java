package io.wabridge.connectors.desk;

import io.wabridge.connectors.Words;
import io.wabridge.model.Origin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first lines of a message, which say where it comes from. */
final class PlainTextOrigin {

  private PlainTextOrigin() {}

  static List<String> lines(Origin origin, Words words) {
    List<String> lines = new ArrayList<>();
    String business = named(origin.businessAuthor());
    if (!business.isEmpty()) {
      lines.add(words.say("origin.business", business));
    } else if (origin.businessApp()) {
      lines.add(words.say("origin.app"));
    }
    String desk = named(origin.desk());
    if (!desk.isEmpty()) {
      lines.add(words.say("origin.desk", desk));
    }
    String author = origin.businessApp() ? "" : named(origin.author());
    if (!author.isEmpty()) {
      lines.add(words.say("origin.author", author));
    }
    if (origin.referral() != null) {
      lines.add(referral(origin.referral(), words));
    }
    if (origin.forwarded() != null) {
      lines.add(
          words.say(
              switch (origin.forwarded()) {
                case ONCE -> "origin.forwarded";
                case OFTEN -> "origin.forwarded.often";
              }));
    }
    return lines;
  }

  private static String referral(Origin.Referral referral, Words words) {
    String type = referral.type() == null ? "" : referral.type();
    return switch (type) {
      case "product" -> {
        String product = named(referral.headline(), referral.id());
        yield product.isEmpty()
            ? words.say("origin.product")
            : words.say("origin.product.named", product);
      }
      case "post" -> {
        String post = named(title(referral), referral.url());
        yield post.isEmpty() ? words.say("origin.post") : words.say("origin.post.named", post);
      }
      default -> {
        String ad = named(title(referral), referral.url());
        yield ad.isEmpty() ? words.say("origin.ad") : words.say("origin.ad.named", ad);
      }
    };
  }

  /** The headline, or the beginning of the text of one without a headline. */
  private static String title(Origin.Referral referral) {
    String headline = named(referral.headline());
    return headline.isEmpty() ? named(referral.body()) : headline;
  }

  /** The parts that are there, in one line. */
  private static String named(@Nullable String... parts) {
    List<String> named = new ArrayList<>();
    for (String part : parts) {
      if (part != null && !BlankText.is(part)) {
        named.add(PlainTextQuote.oneLine(part));
      }
    }
    return String.join(" ", named);
  }
}
