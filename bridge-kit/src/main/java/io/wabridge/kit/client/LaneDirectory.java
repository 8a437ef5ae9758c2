package io.wabridge.kit.client;

import io.wabridge.model.ChannelId;
import io.wabridge.model.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/** State-manager's view of the lanes in which the webhooks of known persons stay in order. */
public interface LaneDirectory {

  /** The key of the lane of each person, in the order of the question; null: not known. */
  @PostExchange("/internal/lanes")
  List<@Nullable String> lanes(@RequestBody Question question);

  /**
   * @param endpoint the product's id of the channel, with which keys of lanes begin
   * @param people the ids of each person, as the provider writes them
   */
  record Question(TenantId tenant, ChannelId channel, String endpoint, List<List<String>> people) {}
}
