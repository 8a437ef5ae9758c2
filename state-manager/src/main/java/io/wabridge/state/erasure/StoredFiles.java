package io.wabridge.state.erasure;

import io.wabridge.kit.store.Bucket;
import io.wabridge.kit.store.MediaStore;
import io.wabridge.kit.store.ObjectStore;
import io.wabridge.model.TenantId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Deletes the files of messages from the object store. */
@Component
class StoredFiles {

  private static final String STORE = "s3://";

  private final ObjectStore store;

  StoredFiles(ObjectStore store) {
    this.store = store;
  }

  /**
   * Deletes what was stored for a message; returns how many objects there were, by bucket.
   *
   * @param url where the ledger says that the file is; null: the ledger does not say it
   */
  Map<String, Long> remove(TenantId tenant, String message, @Nullable String url)
      throws IOException {
    var removed = new LinkedHashMap<String, Long>();
    for (var bucket : List.of(Bucket.MEDIA_INBOUND, Bucket.MEDIA_OUTBOUND)) {
      for (var key : MediaStore.keys(tenant, message)) {
        remove(bucket.bucketName(), key, removed);
      }
    }
    if (url != null && url.startsWith(STORE)) {
      var slash = url.indexOf('/', STORE.length());
      var key = url.substring(slash + 1);
      if (key.startsWith(tenant + "/")) {
        remove(url.substring(STORE.length(), slash), key, removed);
      }
    }
    return removed;
  }

  private void remove(String bucket, String key, Map<String, Long> removed) throws IOException {
    if (store.size(bucket, key) >= 0) {
      store.remove(bucket, key);
      removed.merge(bucket, 1L, Long::sum);
    }
  }
}
