package io.wabridge.state.erasure;

import io.wabridge.model.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All ids of a person's messages, in eight bytes each: also of very many messages. */
final class MessageIds {

  /** Shorter ids are not unique among all values of webhooks. */
  private static final int SHORTEST_UNIQUE = 16;

  private long[] sorted = new long[1024];
  private int size;

  private MessageIds() {}

  static MessageIds none() {
    var none = new MessageIds();
    none.sorted = new long[0];
    return none;
  }

  /** The ids that the bridge, the provider and the desk gave to the messages. */
  static MessageIds of(JdbcClient db, TenantId tenant, List<String> conversations) {
    var ids = new MessageIds();
    db.sql(
            """
            select id, meta_message_id, genesys_message_id from message_tracking
            where tenant_id = :tenant and conversation_id = any(:conversations)
            """)
        .param("tenant", tenant.value())
        .param("conversations", conversations.toArray(String[]::new))
        .withFetchSize(1000)
        .query(row -> {
          ids.add(row.getString(1));
          ids.add(row.getString(2));
          ids.add(row.getString(3));
        });
    ids.sorted = Arrays.copyOf(ids.sorted, ids.size);
    Arrays.sort(ids.sorted);
    return ids;
  }

  private void add(@Nullable String id) {
    if (id != null && id.length() >= SHORTEST_UNIQUE) {
      if (size == sorted.length) {
        sorted = Arrays.copyOf(sorted, 2 * size);
      }
      sorted[size++] = digest(id);
    }
  }

  boolean contains(String id) {
    return id.length() >= SHORTEST_UNIQUE && Arrays.binarySearch(sorted, digest(id)) >= 0;
  }

  private static long digest(String id) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
