package io.wabridge.testkit.contract;

import io.wabridge.model.ChannelId;
import io.wabridge.model.Content;
import io.wabridge.model.ConversationId;
import io.wabridge.model.DeskId;
import io.wabridge.model.Direction;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import io.wabridge.model.MessageId;
import io.wabridge.model.Origin;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.model.Receipt;
import io.wabridge.model.Status;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sample messages and receipts. */
final class Samples {

  private static final Instant AT = Instant.parse("2026-03-02T09:15:02.118Z");

  private Samples() {}

  static Message text(Direction direction) {
    return message(direction, new Content.Text("hello"));
  }

  static Message picture(Direction direction) {
    return message(
        direction,
        new Content.Media(
            MediaKind.IMAGE,
            "image/png",
            "a.png",
            "look",
            false,
            new MediaRef.Stored("bucket", "key", 3, "ab".repeat(32))));
  }

  static Receipt receipt(Status status) {
    return new Receipt(
        new MessageId("m-1"),
        new ConversationId("c-1"),
        new ChannelId("channel-1"),
        new DeskId("desk-1"),
        new ExternalId("external-1"),
        "447700900123",
        status,
        status == Status.FAILED ? Reason.WINDOW_CLOSED : null,
        null,
        AT);
  }

  private static Message message(Direction direction, Content content) {
    return new Message(
        new MessageId("m-1"),
        new ConversationId("c-1"),
        direction,
        new ChannelId("channel-1"),
        new DeskId("desk-1"),
        new Person("GB.4402938475610293", null, "447700900123", null, "Rosa Whitfield"),
        "447700900123",
        content,
        new ExternalId("external-1"),
        null,
        null,
        AT,
        Origin.PERSON);
  }

  /** A store whose files have the content "abc". */
  static final class Files implements MediaBytes {

    @Override
    public InputStream open(MediaRef.Stored file) {
      return new ByteArrayInputStream("abc".getBytes());
    }

    @Override
    public String link(MediaRef.Stored file, String mimeType, @Nullable String filename) {
      return "https://files.example.test/" + file.key();
    }
  }
}
