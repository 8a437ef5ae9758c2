package io.wabridge.state.history;

import io.wabridge.model.TenantId;
import java.util.Base64;
import org.springframework.stereotype.Component;

/**
 * Positions in the history of a conversation, as callers get them: encrypted with the tenant's key,
 * so that those of another tenant or conversation are refused.
 */
@Component
class HistoryCursors {

  /** Where a page begins. */
  sealed interface Position {

    /** With the message before this one, the newest first. */
    record Before(String id) implements Position {}

    /** With the message after this one. */
    record After(String id) implements Position {}
  }

  private static final char BEFORE = '<';
  private static final char AFTER = '>';

  private final TenantKeysets keysets;

  HistoryCursors(TenantKeysets keysets) {
    this.keysets = keysets;
  }

  String write(TenantId tenant, String conversation, Position position) {
    var text =
        switch (position) {
          case Position.Before(var id) -> BEFORE + id;
          case Position.After(var id) -> AFTER + id;
        };
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(keysets.of(tenant).encrypt(text, associatedData(tenant, conversation)));
  }

  /**
   * Reads a cursor.
   *
   * @throws IllegalArgumentException it is not one of this conversation
   */
  Position read(TenantId tenant, String conversation, String cursor) {
    try {
      var text =
          keysets
              .find(tenant)
              .orElseThrow(IllegalStateException::new)
              .decrypt(Base64.getUrlDecoder().decode(cursor), associatedData(tenant, conversation));
      var id = text.substring(1);
      return text.charAt(0) == BEFORE ? new Position.Before(id) : new Position.After(id);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new IllegalArgumentException(
          "The parameter cursor must be a value that this conversation's messages returned.");
    }
  }

  private static String associatedData(TenantId tenant, String conversation) {
    return tenant + "|history cursor|" + conversation;
  }
}
