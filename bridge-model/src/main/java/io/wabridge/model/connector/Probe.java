package io.wabridge.model.connector;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One finding of a connection test.
 *
 * @param check what was checked
 * @param found the finding
 * @param remedy what to do about it; with {@code ok} it is a warning
 * @param field the field of the form that the finding is about; null: none, or several
 * @param reconnect whether connecting again corrects what the check found
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Probe(
    String check,
    boolean ok,
    String found,
    @Nullable String remedy,
    @Nullable String field,
    boolean reconnect) {

  public static Probe ok(String check, String found) {
    return new Probe(check, true, found, null, null, false);
  }

  /** It works now, and will not always. */
  public static Probe warning(String check, String found, String remedy) {
    return new Probe(check, true, found, remedy, null, false);
  }

  public static Probe failed(String check, String found, String remedy) {
    return new Probe(check, false, found, remedy, null, false);
  }

  /** The same finding, about this field of the form. */
  public Probe about(String field) {
    return new Probe(check, ok, found, remedy, field, reconnect);
  }

  /** The same finding, which connecting again corrects. */
  public Probe withReconnect() {
    return new Probe(check, ok, found, remedy, field, true);
  }
}
