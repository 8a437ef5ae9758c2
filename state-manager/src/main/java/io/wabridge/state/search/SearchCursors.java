package io.wabridge.state.search;

import io.wabridge.model.TenantId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * Positions among the results of a query, as callers get them: signed with the tenant's search key,
 * so that those of another tenant or query are refused.
 */
final class SearchCursors {

  private static final int ID = 16;
  private static final int SIGNATURE = 16;

  private final SearchKey key;
  private final String scope;

  /**
   * The cursors of a query.
   *
   * @param query everything that decides which messages are found
   */
  SearchCursors(TenantId tenant, SearchKey key, String query) {
    this.key = key;
    this.scope = tenant + "|search cursor|" + query;
  }

  String write(UUID position) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            ByteBuffer.allocate(ID + SIGNATURE)
                .putLong(position.getMostSignificantBits())
                .putLong(position.getLeastSignificantBits())
                .put(signature(position))
                .array());
  }

  /**
   * Reads a cursor.
   *
   * @throws IllegalArgumentException it is not one of this query
   */
  UUID read(String cursor) {
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
      if (bytes.remaining() == ID + SIGNATURE) {
        var position = new UUID(bytes.getLong(), bytes.getLong());
        var signature = new byte[SIGNATURE];
        bytes.get(signature);
        if (MessageDigest.isEqual(signature, signature(position))) {
          return position;
        }
      }
    } catch (IllegalArgumentException e) {
      // not Base64
    }
    throw refused();
  }

  static IllegalArgumentException refused() {
    return new IllegalArgumentException(
        "The parameter cursor must be a value that this search returned.");
  }

  private byte[] signature(UUID position) {
    return Arrays.copyOf(key.signature(scope + "|" + position), SIGNATURE);
  }
}
