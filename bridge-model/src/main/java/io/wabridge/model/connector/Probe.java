package io.wabridge.model.connector;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One finding of a connection test.
 *
 * @param check what was checked
 * @param found the finding
 * @param remedy what to do about a failed check
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Probe(String check, boolean ok, String found, @Nullable String remedy) {

  public static Probe ok(String check, String found) {
    return new Probe(check, true, found, null);
  }

  public static Probe failed(String check, String found, String remedy) {
    return new Probe(check, false, found, remedy);
  }
}
