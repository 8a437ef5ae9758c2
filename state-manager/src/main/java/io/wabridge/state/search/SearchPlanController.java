package io.wabridge.state.search;

import io.wabridge.model.TenantId;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How the database runs a slow search. The answer has hashes, and no word. */
@RestController
class SearchPlanController {

  private final MessageSearch search;
  private final SearchKeys keys;

  SearchPlanController(MessageSearch search, SearchKeys keys) {
    this.search = search;
    this.keys = keys;
  }

  /** The lines of {@code explain (analyze, buffers)} of the newest month with results. */
  @GetMapping("/internal/tenants/{tenant}/messages/search/plan")
  List<String> plan(@PathVariable String tenant, @RequestParam String q) {
    var id = new TenantId(tenant);
    var query = QueryParser.parse(q, ZoneOffset.UTC, false);
    return keys.find(id).map(key -> search.plan(id, query, key)).orElse(List.of());
  }
}
