package io.wabridge.state.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.NotFoundException;
import io.wabridge.model.TenantId;
import io.wabridge.state.history.HistoryCursors.Position;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was said in a conversation. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/conversations/{conversationId}/messages")
@Tag(name = "Conversations")
class HistoryController {

  private static final int LARGEST_PAGE = 200;

  /** After all ids. */
  private static final String NEWEST = "~";

  /**
   * A part of the history, the newest message first.
   *
   * @param next the cursor of older messages; absent: there are none
   * @param previous the cursor of newer messages; absent: there are none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record HistoryPage(
      List<HistoryMessage> items, @Nullable String next, @Nullable String previous) {}

  private final ConversationHistory history;
  private final HistoryCursors cursors;

  HistoryController(ConversationHistory history, HistoryCursors cursors) {
    this.history = history;
    this.cursors = cursors;
  }

  @GetMapping
  @Operation(
      summary = "The messages of a conversation with their contents, newest first",
      description =
          "Messages are in the order of their arrival, for as long as the tenant keeps contents"
              + " (historyDays). Edits, deletions and reactions are shown with the message that they"
              + " change. around is the id of a message: the page has it in its middle. next leads"
              + " to older messages, previous to newer ones.")
  HistoryPage messages(
      @PathVariable String tenantId,
      @PathVariable String conversationId,
      @RequestParam(defaultValue = "") String cursor,
      @RequestParam(defaultValue = "") String around,
      @RequestParam(defaultValue = "50") int limit) {
    var tenant = new TenantId(tenantId);
    if (history.heading(tenant, conversationId).isEmpty()) {
      throw new NotFoundException("There is no conversation " + conversationId + ".");
    }
    if (!cursor.isEmpty() && !around.isEmpty()) {
      throw new IllegalArgumentException(
          "The parameters cursor and around cannot be combined: a cursor continues a page.");
    }
    var size = Math.clamp(limit, 1, LARGEST_PAGE);
    if (!around.isEmpty()) {
      return around(tenant, conversationId, around, size);
    }
    var position =
        cursor.isEmpty()
            ? new Position.Before(NEWEST)
            : cursors.read(tenant, conversationId, cursor);
    return switch (position) {
      case Position.Before(var id) -> {
        var older = history.before(tenant, conversationId, id, size + 1);
        yield page(
            tenant, conversationId, first(older, size), older.size() > size, !cursor.isEmpty());
      }
      case Position.After(var id) -> {
        var newer = history.after(tenant, conversationId, id, size + 1);
        yield page(
            tenant, conversationId, first(newer, size).reversed(), true, newer.size() > size);
      }
    };
  }

  /** The message is the oldest one of the newer half. */
  private HistoryPage around(TenantId tenant, String conversation, String message, int size) {
    if (!history.has(tenant, conversation, message)) {
      throw new NotFoundException("The conversation has no message " + message + ".");
    }
    var olderHalf = size / 2;
    var older = history.before(tenant, conversation, message, olderHalf + 1);
    var newerHalf = size - Math.min(older.size(), olderHalf);
    var newer = history.from(tenant, conversation, message, newerHalf + 1);
    return page(
        tenant,
        conversation,
        Stream.concat(first(newer, newerHalf).reversed().stream(), first(older, olderHalf).stream())
            .toList(),
        older.size() > olderHalf,
        newer.size() > newerHalf);
  }

  private static List<HistoryMessage> first(List<HistoryMessage> messages, int size) {
    return messages.size() > size ? messages.subList(0, size) : messages;
  }

  private HistoryPage page(
      TenantId tenant,
      String conversation,
      List<HistoryMessage> items,
      boolean older,
      boolean newer) {
    return items.isEmpty()
        ? new HistoryPage(items, null, null)
        : new HistoryPage(
            items,
            older
                ? cursors.write(tenant, conversation, new Position.Before(items.getLast().id()))
                : null,
            newer
                ? cursors.write(tenant, conversation, new Position.After(items.getFirst().id()))
                : null);
  }
}
