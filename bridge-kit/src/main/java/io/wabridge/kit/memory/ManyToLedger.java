package io.wabridge.kit.memory;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/**
 * What the {@link Ledger} is asked, many at once. An answer that is null means: this one is not
 * plain, ask it alone. Nothing that is asked alone afterwards is done twice.
 */
public interface ManyToLedger {

  @PostExchange("/internal/together/arrivals")
  List<Arrival.@Nullable Located> arrived(@RequestBody List<Arrival> arrivals);

  @PostExchange("/internal/together/replies")
  List<Reply.@Nullable Located> replied(@RequestBody List<Reply> replies);

  @PostExchange("/internal/together/begins")
  List<Ledger.@Nullable Begun> begin(@RequestBody List<Begin> begins);

  @PostExchange("/internal/together/ends")
  List<@Nullable Boolean> end(@RequestBody List<End> ends);

  @PostExchange("/internal/together/statuses")
  List<Ledger.@Nullable Applied> became(@RequestBody List<Ledger.Became> statuses);

  @PostExchange("/internal/together/tellings")
  List<@Nullable Boolean> told(@RequestBody List<Tell> tellings);

  /** See {@link Ledger#begin}. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Begin(String id, Ledger.Intent intent) {}

  /** See {@link Ledger#end}. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record End(String id, Ledger.Ended ended) {}

  /** See {@link Ledger#told}. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Tell(String id, Ledger.Told told) {}
}
