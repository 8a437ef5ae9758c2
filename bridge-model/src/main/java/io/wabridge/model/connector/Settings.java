package io.wabridge.model.connector;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.Secret;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one endpoint, by the names of its connector's form. Only the connector interprets
 * them, with a typed view of its own.
 *
 * @param values all fields that are not secrets; a list is written with a line for each value
 * @param secrets all secrets but the bearer token itself
 * @param credential which credential {@code values} and {@code secrets} contain; empty for the only
 *     one
 * @param moreCredentials further credentials of the same endpoint, that share the load with the
 *     first
 * @param previousSecrets secrets that were replaced lately: the product may still use them
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Settings(
    Map<String, String> values,
    Map<String, Secret> secrets,
    String credential,
    List<Credential> moreCredentials,
    Map<String, Secret> previousSecrets) {

  /**
   * One credential of an endpoint.
   *
   * @param id the value of the form's {@code credentialField}
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Credential(String id, Map<String, String> values, Map<String, Secret> secrets) {
    public Credential {
      values = values == null ? Map.of() : Map.copyOf(values);
      secrets = secrets == null ? Map.of() : Map.copyOf(secrets);
    }
  }

  // an empty part is left out of the JSON
  public Settings {
    values = values == null ? Map.of() : Map.copyOf(values);
    secrets = secrets == null ? Map.of() : Map.copyOf(secrets);
    credential = credential == null ? "" : credential;
    moreCredentials = moreCredentials == null ? List.of() : List.copyOf(moreCredentials);
    previousSecrets = previousSecrets == null ? Map.of() : Map.copyOf(previousSecrets);
  }

  /** Settings of which no secret was replaced. */
  public Settings(
      Map<String, String> values,
      Map<String, Secret> secrets,
      String credential,
      List<Credential> moreCredentials) {
    this(values, secrets, credential, moreCredentials, Map.of());
  }

  public static Settings of(Map<String, String> values, Map<String, Secret> secrets) {
    return new Settings(values, secrets, "", List.of());
  }

  /** The value of a field; null if none was entered. */
  public @Nullable String find(String name) {
    return values.get(name);
  }

  public String get(String name) {
    return values.getOrDefault(name, "");
  }

  public List<String> list(String name) {
    return get(name).lines().filter(line -> !line.isBlank()).toList();
  }

  public URI url(String name) {
    return URI.create(get(name).replaceAll("/+$", ""));
  }

  public Secret secret(String name) {
    return secrets.getOrDefault(name, Secret.of(""));
  }

  public boolean hasSecret(String name) {
    return !secret(name).reveal().isEmpty();
  }

  /** The names of all credentials, the first one first. */
  public List<String> credentials() {
    return Stream.concat(Stream.of(credential), moreCredentials.stream().map(Credential::id))
        .toList();
  }

  /** The same endpoint with only this credential. */
  public Settings as(String id) {
    if (id.equals(credential)) {
      return new Settings(values, secrets, credential, List.of());
    }
    var chosen =
        moreCredentials.stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no credential " + id));
    return new Settings(
        merged(values, chosen.values()), merged(secrets, chosen.secrets()), id, List.of());
  }

  /** The same settings with secrets that were replaced lately. */
  public Settings withPrevious(Map<String, Secret> replaced) {
    return new Settings(values, secrets, credential, moreCredentials, replaced);
  }

  /** The settings as they were before secrets were replaced; empty if none was lately. */
  public Optional<Settings> beforeRotation() {
    return previousSecrets.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Settings(values, merged(secrets, previousSecrets), credential, moreCredentials));
  }

  private static <V> Map<String, V> merged(Map<String, V> first, Map<String, V> second) {
    var all = new HashMap<>(first);
    all.putAll(second);
    return all;
  }
}
