package io.wabridge.kit.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings as an administrator enters them, to be checked before they are saved.
 *
 * @param id the saved channel or desk that they would change; absent: a new one
 * @param kind the connector; may be absent with an id
 * @param settings the fields of the connector's form that were entered, secrets included
 * @param moreCredentials further credentials, each with the form's fields of a credential
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EnteredDraft(
    @Nullable String id,
    @Nullable String kind,
    @Nullable Map<String, @Nullable Object> settings,
    @Nullable List<Map<String, @Nullable Object>> moreCredentials) {

  /** Without the settings: they contain secrets. */
  @Override
  public String toString() {
    return "EnteredDraft[" + kind + " " + id + "]";
  }
}
