package io.wabridge.connectors.meta;

import io.wabridge.model.ChannelId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The two spellings of mobile numbers of Argentina, Mexico and Brazil. WhatsApp writes one of them
 * in webhooks; the list of a test number's recipients may contain the other.
 */
final class MetaSpellings {

  /** A pair of spellings of the same numbers. */
  private record Pair(Pattern pattern, String other) {
    static Pair of(String pattern, String other) {
      return new Pair(Pattern.compile(pattern), other);
    }
  }

  private static final List<Pair> PAIRS =
      List.of(
          Pair.of("549(\\d{10})", "54$1"),
          Pair.of("54(\\d{10})", "549$1"),
          Pair.of("521(\\d{10})", "52$1"),
          Pair.of("52(\\d{10})", "521$1"),
          Pair.of("55(\\d\\d)9([6-9]\\d{7})", "55$1$2"),
          Pair.of("55(\\d\\d)([6-9]\\d{7})", "55$19$2"));

  private static final int REMEMBERED = 10_000;

  private record Recipient(ChannelId channel, String number) {}

  private final Map<Recipient, String> successful =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Recipient, String> eldest) {
              return size() > REMEMBERED;
            }
          });

  /** The spelling with which the number was reached through this channel before. */
  String of(ChannelId channel, String number) {
    return successful.getOrDefault(new Recipient(channel, number), number);
  }

  void remember(ChannelId channel, String number, String spelling) {
    successful.put(new Recipient(channel, number), spelling);
  }

  /** The other spelling of a number, if it has one. */
  static @Nullable String other(String number) {
    for (Pair pair : PAIRS) {
      var matcher = pair.pattern().matcher(number);
      if (matcher.matches()) {
        return matcher.replaceFirst(pair.other());
      }
    }
    return null;
  }
}
