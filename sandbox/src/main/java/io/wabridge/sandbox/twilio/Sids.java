package io.wabridge.sandbox.twilio;

import io.wabridge.sandbox.BoundedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Twilio's ids, and which of Meta's ids they stand for. */
@Component
class Sids {
  private final BoundedMap<String, String> sids = new BoundedMap<>(100_000);
  private final BoundedMap<String, String> wamids = new BoundedMap<>(100_000);

  static String next(String prefix) {
    return prefix + UUID.randomUUID().toString().replace("-", "");
  }

  void link(String sid, String wamid) {
    sids.put(wamid, sid);
    wamids.put(sid, wamid);
  }

  /** The id of a person's message; a repeated one has the same. */
  synchronized String of(String wamid, String prefix) {
    String known = sids.get(wamid);
    if (known != null) {
      return known;
    }
    String sid = next(prefix);
    link(sid, wamid);
    return sid;
  }

  /** Null if Twilio never showed Meta's message. */
  @Nullable String find(@Nullable String wamid) {
    return sids.get(wamid);
  }

  @Nullable String wamid(String sid) {
    return wamids.get(sid);
  }
}
