package io.wabridge.state.history;

import io.wabridge.model.Content;
import io.wabridge.model.MediaRef;
import io.wabridge.model.TenantId;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Conversations for an export: the transcript, and the files, a part at a time. */
@Component
public class ExportedConversations {

  /** Messages in memory at once. */
  private static final int PART = 200;

  /**
   * A stored file of a message.
   *
   * @param kind of the file, in lower case
   * @param filename as its sender named it; null: it has no name
   */
  public record File(
      String message,
      Instant at,
      String kind,
      MediaRef.Stored stored,
      String mimeType,
      @Nullable String filename) {}

  /** Takes the files one after the other. */
  @FunctionalInterface
  public interface Files {
    void take(File file) throws IOException;
  }

  @FunctionalInterface
  private interface Messages {
    void take(HistoryMessage message) throws IOException;
  }

  private final ConversationHistory history;
  private final JsonMapper json;

  ExportedConversations(ConversationHistory history, JsonMapper json) {
    this.history = history;
    this.json = json;
  }

  /** Writes the transcript as JSON; the stream stays open. Nothing if there is no conversation. */
  public void write(TenantId tenant, String conversation, OutputStream out) throws IOException {
    var heading = history.heading(tenant, conversation);
    if (heading.isPresent()) {
      try (var transcript = new JsonTranscript(heading.get(), out, json)) {
        each(tenant, conversation, transcript::write);
      }
    }
  }

  /** Names all stored files, also those of texts before an edit. */
  public void files(TenantId tenant, String conversation, Files files) throws IOException {
    each(
        tenant,
        conversation,
        message -> {
          for (var content : contents(message)) {
            if (content instanceof Content.Media media
                && media.file() instanceof MediaRef.Stored stored) {
              files.take(
                  new File(
                      message.id(),
                      message.receivedAt(),
                      media.type().name().toLowerCase(Locale.ROOT),
                      stored,
                      media.mimeType(),
                      media.filename()));
            }
          }
        });
  }

  private static List<Content> contents(HistoryMessage message) {
    var now = message.content();
    return Stream.concat(
            message.versions().stream().map(HistoryMessage.Version::content),
            now == null ? Stream.empty() : Stream.of(now))
        .toList();
  }

  private void each(TenantId tenant, String conversation, Messages messages) throws IOException {
    var part = history.after(tenant, conversation, "", PART);
    while (!part.isEmpty()) {
      for (var message : part) {
        messages.take(message);
      }
      part =
          part.size() < PART
              ? List.of()
              : history.after(tenant, conversation, part.getLast().id(), PART);
    }
  }
}
