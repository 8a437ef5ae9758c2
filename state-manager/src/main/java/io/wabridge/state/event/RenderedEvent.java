package io.wabridge.state.event;

import io.wabridge.connectors.OutsideJson;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event as its readers get it.
 *
 * @param json on one line
 */
public record RenderedEvent(StoredEvent stored, String json) {

  static RenderedEvent of(StoredEvent stored, ObjectNode event) {
    return new RenderedEvent(stored, OutsideJson.write(event));
  }

  long position() {
    return stored.position();
  }

  /** Contains what was said: it does not appear in logs. */
  @Override
  public String toString() {
    return "RenderedEvent[" + stored.position() + "]";
  }
}
