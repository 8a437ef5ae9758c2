package io.wabridge.state.event;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a stream of server-sent events. */
final class EventFrames {

  private final OutputStream out;

  EventFrames(OutputStream out) {
    this.out = out;
  }

  /** The response begins, though there may be no event for a long time. */
  void begin() throws IOException {
    write("retry: 3000\n\n");
    flush();
  }

  void event(RenderedEvent event) throws IOException {
    write(
        "id: "
            + event.position()
            + "\nevent: "
            + event.stored().type()
            + "\ndata: "
            + event.json()
            + "\n\n");
  }

  /** The reader's position is not known here: what it has may be incomplete. */
  void reset(EventLog.Range kept) throws IOException {
    write(
        "id: "
            + kept.last()
            + "\nevent: reset\ndata: {\"type\":\"reset\",\"first\":"
            + kept.first()
            + ",\"last\":"
            + kept.last()
            + "}\n\n");
    flush();
  }

  /** A comment, and the position up to which there was no event for the reader. */
  void heartbeat(long position) throws IOException {
    write(":\nid: " + position + "\n\n");
  }

  /** The reader may come back at once. */
  void end() throws IOException {
    write("retry: 1000\n\n");
    flush();
  }

  void flush() throws IOException {
    out.flush();
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
