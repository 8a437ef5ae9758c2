package io.wabridge.model.template;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;
import java.util.Locale;

/** Where a template is in its review; only an approved one can be sent. */
public enum TemplateStatus {
  /** Known at the provider, and not submitted for approval. */
  DRAFT,
  PENDING,
  APPROVED,
  REJECTED,
  PAUSED,
  DISABLED,
  IN_APPEAL,
  PENDING_DELETION,
  DELETED,
  LIMIT_EXCEEDED,
  ARCHIVED,
  LOCKED,
  /** One that this version does not know. */
  OTHER;

  /** Reads a provider's name of it, in either case. */
  @JsonCreator
  public static TemplateStatus named(String name) {
    var upper = name.toUpperCase(Locale.ROOT);
    return switch (upper) {
      // a warning about the quality, and the end of a pause or of an archive: it can be sent
      case "FLAGGED", "REINSTATED", "UNARCHIVED", "UNPAUSED" -> APPROVED;
      case "UNSUBMITTED" -> DRAFT;
      case "RECEIVED" -> PENDING;
      default ->
          Arrays.stream(values()).filter(one -> one.name().equals(upper)).findFirst().orElse(OTHER);
    };
  }

  /** Whether a message may use the template. */
  public boolean sendable() {
    return this == APPROVED;
  }

  /** Whether its content may be replaced. */
  public boolean editable() {
    return this == APPROVED || this == REJECTED || this == PAUSED;
  }
}
