package io.wabridge.connectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One line of a connection test: what was checked, whether it holds, what was found and what mends
 * it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Probe(String check, boolean ok, String found, @Nullable String mend) {

  public static Probe ok(String check, String found) {
    return new Probe(check, true, found, null);
  }

  public static Probe failed(String check, String found, String mend) {
    return new Probe(check, false, found, mend);
  }
}
