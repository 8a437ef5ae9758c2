package io.wabridge.kit;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The mechanisms that keep our promises. The fault suite takes one away at a time and must then see
 * a promise break; nobody else may, which is why there is no property for it, only the suite's
 * environment variable.
 */
public enum Safeguard {
  /** What came before is known and does nothing again. */
  DEDUPE,
  /** A publish counts only when the broker has confirmed it. */
  CONFIRMS,
  /** A publish no queue takes comes back. */
  MANDATORY,
  /** What the spool took is on the disk. */
  FSYNC,
  /** One conversation at a time in order. */
  ORDER,
  /** What may have arrived is not sent again. */
  UNCERTAIN,
  /** A person is looked up within the tenant and the channel only. */
  ISOLATION;

  private static final Set<Safeguard> MISSING = missing(System.getenv("BRIDGE_WITHOUT"));

  public boolean on() {
    return !MISSING.contains(this);
  }

  private static Set<Safeguard> missing(@Nullable String without) {
    var missing = EnumSet.noneOf(Safeguard.class);
    if (without != null) {
      Arrays.stream(without.split(","))
          .map(String::strip)
          .filter(name -> !name.isEmpty())
          .map(name -> Safeguard.valueOf(name.toUpperCase(Locale.ROOT)))
          .forEach(missing::add);
    }
    return missing;
  }
}
