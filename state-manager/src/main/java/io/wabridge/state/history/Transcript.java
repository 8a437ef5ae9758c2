package io.wabridge.state.history;

import java.io.IOException;

/** Writes the messages of one conversation, the oldest first, each at once. */
interface Transcript extends AutoCloseable {

  void write(HistoryMessage message) throws IOException;

  /** Completes the document; the stream stays open. */
  @Override
  void close() throws IOException;
}
