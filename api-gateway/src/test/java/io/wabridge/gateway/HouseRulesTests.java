package io.wabridge.gateway;

import io.wabridge.testkit.ServiceRules;
import java.util.Set;

/** api-gateway keeps the house rules; these types are what one feature may see of another. */
class HouseRulesTests implements ServiceRules {

  @Override
  public Set<String> sharedBetweenFeatures() {
    return Set.of("ForwardedHeaders", "PublicPaths");
  }
}
