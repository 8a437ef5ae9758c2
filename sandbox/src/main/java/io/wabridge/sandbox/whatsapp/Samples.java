package io.wabridge.sandbox.whatsapp;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Samples of files in headers: uploads that were begun, and the handles of finished ones. */
@Component
class Samples {
  private final Map<String, Long> begun = new ConcurrentHashMap<>();
  private final Set<String> handles = ConcurrentHashMap.newKeySet();

  /** The id of a new upload; it contains a colon and a query, as Meta's. */
  String begin(long bytes) {
    String id = "upload:" + Ids.node() + "?sig=" + Long.toString(bytes, 36) + "A";
    begun.put(id, bytes);
    return id;
  }

  /** The handle, or null if the upload is not known or has another length. */
  @Nullable String finish(String upload, long bytes) {
    Long announced = begun.get(upload);
    if (announced == null || announced != bytes) {
      return null;
    }
    String handle = "4::" + Ids.node() + ":SAMPLE";
    handles.add(handle);
    return handle;
  }

  boolean knows(String handle) {
    return handles.contains(handle);
  }

  void clear() {
    begun.clear();
    handles.clear();
  }
}
