package io.wabridge.gateway;

import java.util.regex.Pattern;

/** The paths whose responses may be streams of events, which stay open. */
final class EventPaths {

  private static final Pattern EVENTS = Pattern.compile("/api/v1/tenants/[^/]+/events");

  private EventPaths() {}

  /** The path as it will be routed, decoded. */
  static boolean contains(String path) {
    return EVENTS.matcher(path).matches();
  }
}
