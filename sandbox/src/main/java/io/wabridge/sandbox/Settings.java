package io.wabridge.sandbox;

import tools.jackson.databind.JsonNode;

/** A settings record that the control API may replace at run time. */
public final class Settings<T extends Record> {
  private final Class<T> type;
  private final T initial;
  private volatile T now;

  public Settings(Class<T> type, T initial) {
    this.type = type;
    this.initial = initial;
    this.now = initial;
  }

  public T now() {
    return now;
  }

  public synchronized T patch(JsonNode changes) {
    now = Json.patched(now, changes, type);
    return now;
  }

  public void reset() {
    now = initial;
  }
}
