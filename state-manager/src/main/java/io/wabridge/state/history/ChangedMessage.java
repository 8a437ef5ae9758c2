package io.wabridge.state.history;

import io.wabridge.model.Content;
import io.wabridge.model.Direction;
import io.wabridge.model.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message to which its edits, deletion and reactions are applied in their order. */
final class ChangedMessage {

  private final HistoryRow row;
  private final List<HistoryMessage.Version> versions = new ArrayList<>();
  private final Map<Direction, HistoryMessage.Reaction> reactions = new EnumMap<>(Direction.class);
  private @Nullable Content content;
  private Instant since;
  private @Nullable Instant editedAt;
  private @Nullable Instant deletedAt;

  private ChangedMessage(HistoryRow row) {
    this.row = row;
    this.content = row.stored() == null ? null : row.stored().content();
    this.since = row.saidAt();
  }

  static ChangedMessage of(HistoryRow row, List<HistoryRow> changes) {
    var message = new ChangedMessage(row);
    for (var change : changes) {
      if (change.stored() != null) {
        message.apply(change.stored().content(), change);
      }
    }
    return message;
  }

  private void apply(Content what, HistoryRow change) {
    switch (what) {
      case Content.Edit edit -> edit(edit.now(), change.saidAt());
      case Content.Deletion _ -> deletedAt = change.saidAt();
      case Content.Reaction(var emoji, var _) -> react(emoji, change);
      default -> {}
    }
  }

  private void edit(Content now, Instant at) {
    if (content != null) {
      versions.add(new HistoryMessage.Version(content, since));
    }
    content = now;
    since = at;
    editedAt = at;
  }

  private void react(@Nullable String emoji, HistoryRow change) {
    if (emoji == null) {
      reactions.remove(change.direction());
    } else {
      reactions.put(
          change.direction(),
          new HistoryMessage.Reaction(emoji, change.direction(), change.saidAt()));
    }
  }

  @Nullable Content content() {
    return content;
  }

  HistoryMessage with(
      List<HistoryMessage.Receipt> receipts,
      @Nullable String fileLink,
      HistoryMessage.@Nullable Quoted quoted) {
    @Nullable Origin origin = row.stored() == null ? null : row.stored().origin();
    return new HistoryMessage(
        row.id(),
        row.direction(),
        row.kind(),
        row.status(),
        row.reason(),
        row.saidAt(),
        row.receivedAt(),
        receipts,
        content,
        fileLink,
        origin,
        editedAt,
        List.copyOf(versions),
        deletedAt,
        List.copyOf(reactions.values()),
        quoted);
  }
}
