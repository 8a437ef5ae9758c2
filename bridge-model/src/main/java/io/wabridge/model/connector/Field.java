package io.wabridge.model.connector;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One field of a connector's form. Built from one of the factory methods by {@code with…}.
 *
 * @param name its name in the JSON of settings
 * @param label its name in the form, in English; translations have the key {@code
 *     <kind>.<name>.label}
 * @param help one sentence
 * @param pattern a regular expression the whole value matches; for a list each of its values
 * @param patternHelp the rule of the pattern in words: "is 16 characters or longer"
 * @param options the values to choose from, for CHOICE and REGION
 * @param perCredential whether it belongs to the credential: an endpoint with several has it
 *     several times
 * @param operatorOnly whether it is refused unless the operator allows explicit addresses
 * @param generated whether a random value is generated if none was entered
 * @param findIt where an administrator finds the value
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Field(
    String name,
    Type type,
    String label,
    String help,
    boolean required,
    @Nullable String pattern,
    @Nullable String patternHelp,
    @Nullable String defaultValue,
    List<Option> options,
    boolean perCredential,
    boolean operatorOnly,
    boolean generated,
    @Nullable URI findIt) {

  /** How a field is entered and stored. */
  public enum Type {
    TEXT,
    /** Stored encrypted, never shown again. */
    SECRET,
    URL,
    CHOICE,
    /** A choice of the region where the product runs. */
    REGION,
    /** Several texts. */
    LIST
  }

  /** One value to choose. */
  public record Option(String value, String label) {}

  public Field {
    options = List.copyOf(options);
    if (pattern != null) {
      Pattern.compile(pattern);
    }
  }

  private static Field of(String name, Type type, String label, String help) {
    return new Field(
        name, type, label, help, true, null, null, null, List.of(), false, false, false, null);
  }

  public static Field text(String name, String label, String help) {
    return of(name, Type.TEXT, label, help);
  }

  public static Field secret(String name, String label, String help) {
    return of(name, Type.SECRET, label, help);
  }

  public static Field url(String name, String label, String help) {
    return of(name, Type.URL, label, help);
  }

  public static Field list(String name, String label, String help) {
    return of(name, Type.LIST, label, help);
  }

  public static Field choice(String name, String label, String help, List<Option> options) {
    return of(name, Type.CHOICE, label, help).with(options);
  }

  public static Field region(String name, String label, String help, List<Option> options) {
    return of(name, Type.REGION, label, help).with(options);
  }

  private Field with(List<Option> options) {
    return copy(
        required,
        pattern,
        patternHelp,
        defaultValue,
        options,
        perCredential,
        operatorOnly,
        generated,
        findIt);
  }

  public Field optional() {
    return copy(
        false,
        pattern,
        patternHelp,
        defaultValue,
        options,
        perCredential,
        operatorOnly,
        generated,
        findIt);
  }

  public Field matching(String pattern, String patternHelp) {
    return copy(
        required,
        pattern,
        patternHelp,
        defaultValue,
        options,
        perCredential,
        operatorOnly,
        generated,
        findIt);
  }

  /** A field with a default need not be entered. */
  public Field withDefault(String value) {
    return copy(
        false,
        pattern,
        patternHelp,
        value,
        options,
        perCredential,
        operatorOnly,
        generated,
        findIt);
  }

  public Field ofCredential() {
    return copy(
        required,
        pattern,
        patternHelp,
        defaultValue,
        options,
        true,
        operatorOnly,
        generated,
        findIt);
  }

  public Field forOperators() {
    return copy(
        required,
        pattern,
        patternHelp,
        defaultValue,
        options,
        perCredential,
        true,
        generated,
        findIt);
  }

  /** A generated field need not be entered. */
  public Field generatedIfAbsent() {
    return copy(
        false,
        pattern,
        patternHelp,
        defaultValue,
        options,
        perCredential,
        operatorOnly,
        true,
        findIt);
  }

  public Field foundAt(String address) {
    return copy(
        required,
        pattern,
        patternHelp,
        defaultValue,
        options,
        perCredential,
        operatorOnly,
        generated,
        URI.create(address));
  }

  @JsonIgnore
  public boolean isSecret() {
    return type == Type.SECRET;
  }

  private Field copy(
      boolean required,
      @Nullable String pattern,
      @Nullable String patternHelp,
      @Nullable String defaultValue,
      List<Option> options,
      boolean perCredential,
      boolean operatorOnly,
      boolean generated,
      @Nullable URI findIt) {
    return new Field(
        name,
        type,
        label,
        help,
        required,
        pattern,
        patternHelp,
        defaultValue,
        options,
        perCredential,
        operatorOnly,
        generated,
        findIt);
  }
}
