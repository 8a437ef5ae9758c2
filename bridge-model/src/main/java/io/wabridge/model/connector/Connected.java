package io.wabridge.model.connector;

import java.util.List;
import java.util.Map;

/**
 * The result of connecting an endpoint.
 *
 * @param learned settings that the product gave, as the id of the integration that was made; kept
 *     with what the administrator entered
 */
public record Connected(List<Probe> probes, Map<String, String> learned) {
  public Connected {
    probes = List.copyOf(probes);
    learned = Map.copyOf(learned);
  }

  public boolean working() {
    return probes.stream().allMatch(Probe::ok);
  }
}
