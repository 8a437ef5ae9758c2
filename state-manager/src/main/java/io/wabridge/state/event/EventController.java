package io.wabridge.state.event;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.model.TenantId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** The events of a tenant, as a stream or a page. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/events")
@Tag(name = "Events")
class EventController {

  private static final Logger log = LoggerFactory.getLogger(EventController.class);

  private static final int LARGEST_PAGE = 500;

  /**
   * Events in the order of their positions.
   *
   * @param next the cursor of later events; it is there also if there are none yet
   */
  record EventPage(@Schema(type = "array") List<ObjectNode> items, String next) {}

  private final EventLog events;
  private final EventRenderer renderer;
  private final EventStreams streams;

  EventController(EventLog events, EventRenderer renderer, EventStreams streams) {
    this.events = events;
    this.renderer = renderer;
    this.streams = streams;
  }

  @GetMapping
  @Operation(
      summary = "What happens to the tenant's conversations",
      description =
          "With Accept: text/event-stream a stream of server-sent events; it continues after the"
              + " header Last-Event-ID, or after the parameter after, and otherwise begins with the"
              + " next event. An event named reset means that the position is not kept any more:"
              + " read the conversations again. Otherwise a page; without cursor it begins with the"
              + " oldest event that is kept. types are names of types, separated by commas.")
  @ApiResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = "application/json",
            schema = @Schema(implementation = EventPage.class)),
        @Content(mediaType = "text/event-stream", schema = @Schema(type = "string"))
      })
  @ApiResponse(responseCode = "410", description = "The events after the cursor are not kept.")
  @Nullable EventPage events(
      @PathVariable String tenantId,
      @RequestParam(defaultValue = "") Set<String> types,
      @RequestParam(defaultValue = "") String conversation,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "") String cursor,
      @RequestParam(defaultValue = "100") int limit,
      @RequestHeader(name = "Last-Event-ID", defaultValue = "") String lastEventId,
      @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "*/*")
          String accept,
      HttpServletResponse response) {
    var tenant = new TenantId(tenantId);
    var filter =
        new EventFilter(EventType.known(types), conversation.isEmpty() ? null : conversation);
    if (!after.isEmpty() && !cursor.isEmpty()) {
      throw new IllegalArgumentException(
          "The parameters after and cursor cannot be combined: both are a position.");
    }
    if (!wantsStream(accept)) {
      var position = position(cursor.isEmpty() ? "after" : "cursor", after + cursor);
      return page(tenant, filter, position, Math.clamp(limit, 1, LARGEST_PAGE));
    }
    var seen =
        lastEventId.isEmpty()
            ? position(cursor.isEmpty() ? "after" : "cursor", after + cursor)
            : position("Last-Event-ID", lastEventId);
    try (var _ = streams.take(tenant)) {
      stream(tenant, filter, seen, response);
    }
    return null;
  }

  private static boolean wantsStream(String accept) {
    return MediaType.parseMediaTypes(accept).stream()
        .anyMatch(type -> type.equalsTypeAndSubtype(MediaType.TEXT_EVENT_STREAM));
  }

  private static @Nullable Long position(String name, String text) {
    if (text.isEmpty()) {
      return null;
    }
    if (!text.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException(name + " must be the position of an event: a number.");
    }
    return Long.valueOf(text);
  }

  private EventPage page(TenantId tenant, EventFilter filter, @Nullable Long position, int limit) {
    var kept = events.range(tenant);
    var after = position == null ? kept.first() - 1 : position;
    if (!kept.continuesAfter(after)) {
      throw new ErrorResponseException(
          HttpStatus.GONE,
          ProblemDetail.forStatusAndDetail(
              HttpStatus.GONE,
              "The events after "
                  + after
                  + " are not kept; those from "
                  + kept.first()
                  + " to "
                  + kept.last()
                  + " are. Read the conversations again."),
          null);
    }
    var found = events.read(tenant, after, kept.last(), filter, limit);
    return new EventPage(
        renderer.nodes(tenant, found),
        String.valueOf(found.size() < limit ? kept.last() : found.getLast().position()));
  }

  private void stream(
      TenantId tenant, EventFilter filter, @Nullable Long after, HttpServletResponse response) {
    response.setContentType("text/event-stream;charset=UTF-8");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform");
    response.setHeader("X-Accel-Buffering", "no");
    try {
      streams.serve(tenant, filter, after, response.getOutputStream());
    } catch (IOException e) {
      log.atDebug().log("a reader of events has disconnected: {}", e.getMessage());
    }
  }
}
