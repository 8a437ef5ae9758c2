package io.wabridge.state.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.ConflictException;
import io.wabridge.kit.telemetry.Metric;
import io.wabridge.kit.telemetry.Timers;
import io.wabridge.model.TenantId;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Finds messages by what they say. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/messages/search")
@Tag(name = "Messages")
class SearchController {

  private static final int LARGEST_PAGE = 100;

  /**
   * Results, newest first.
   *
   * @param next the cursor of older results; absent: there are none. A page may have fewer items
   *     than its limit, or none, and still have a next one
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SearchPage(List<Hit> items, @Nullable String next) {}

  private final MessageSearch search;
  private final SearchKeys keys;
  private final SearchIndexing indexing;
  private final Timers times;

  SearchController(
      MessageSearch search, SearchKeys keys, SearchIndexing indexing, MeterRegistry meters) {
    this.search = search;
    this.keys = keys;
    this.indexing = indexing;
    this.times = Metric.CONTENT_SEARCH.timers(meters);
  }

  @GetMapping
  @Operation(
      summary = "Messages that contain words, newest first",
      description =
          "q has words, all of which must be in a message, in any of their forms; \"phrases\";"
              + " beginnings of words as in casa*; -words and -\"phrases\" that must not be in it;"
              + " and from:, agent:, before:, after:, kind:, has:media, channel:, conversation:. The"
              + " matches of a snippet are positions and lengths in UTF-16 units. Only contents that"
              + " the tenant keeps are found, and only if it has not switched the search off.")
  SearchPage search(
      @PathVariable String tenantId,
      @RequestParam String q,
      @RequestParam(defaultValue = "") String cursor,
      @RequestParam(defaultValue = "20") int limit,
      @Parameter(description = "The time zone in which the days of before: and after: begin")
          @RequestParam(defaultValue = "UTC")
          String zone,
      @Parameter(description = "The last word of q may be unfinished")
          @RequestParam(defaultValue = "false")
          boolean typing) {
    var begun = System.nanoTime();
    var outcome = "refused";
    try {
      var page =
          find(new TenantId(tenantId), q, cursor, Math.clamp(limit, 1, LARGEST_PAGE), zone, typing);
      outcome = page.items().isEmpty() ? "nothing" : "found";
      return page;
    } catch (SearchTooSlowException e) {
      outcome = "cancelled";
      throw e;
    } finally {
      times.took(System.nanoTime() - begun, outcome);
    }
  }

  private SearchPage find(
      TenantId tenant, String q, String cursor, int size, String zone, boolean typing) {
    var query = QueryParser.parse(q, zone(zone), typing);
    if (!indexing.isSearchable(tenant)) {
      throw new ConflictException(
          "The search is switched off for this tenant (searchable is false).");
    }
    var key = keys.find(tenant).orElse(null);
    if (key == null) {
      if (!cursor.isEmpty()) {
        throw SearchCursors.refused();
      }
      return new SearchPage(List.of(), null);
    }
    var cursors = new SearchCursors(tenant, key, typing + "|" + zone + "|" + q);
    var before = cursor.isEmpty() ? Position.NEWEST : cursors.read(cursor);
    var found = search.find(tenant, query, key, before, size);
    return new SearchPage(found.hits(), found.next() == null ? null : cursors.write(found.next()));
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "The parameter zone must be a time zone, as Europe/Madrid.", e);
    }
  }
}
