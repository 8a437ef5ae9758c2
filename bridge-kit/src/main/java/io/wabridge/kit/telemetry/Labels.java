package io.wabridge.kit.telemetry;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Values of labels come from closed sets. */
public final class Labels {

  private static final Map<Enum<?>, String> NAMES = new ConcurrentHashMap<>();

  private Labels() {}

  /** The name in the code, in lower case. */
  public static String of(Enum<?> value) {
    return NAMES.computeIfAbsent(value, known -> known.name().toLowerCase(Locale.ROOT));
  }

  /** Passes a limited number of values that others choose; the rest become "other". */
  static final class FirstFew {

    private final Map<String, String> known = new ConcurrentHashMap<>();
    private final AtomicInteger left;

    FirstFew(int most) {
      this.left = new AtomicInteger(most);
    }

    String of(String value) {
      var same = known.get(value);
      if (same != null) {
        return same;
      }
      if (left.get() <= 0) {
        return "other";
      }
      return known.computeIfAbsent(value, it -> left.getAndDecrement() > 0 ? it : "other");
    }
  }
}
