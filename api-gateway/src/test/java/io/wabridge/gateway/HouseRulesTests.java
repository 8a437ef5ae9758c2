package io.wabridge.gateway;

import io.wabridge.testkit.ServiceRules;
import java.util.Set;

/** api-gateway keeps the house rules; these types are what one feature may see of another. */
class HouseRulesTests implements ServiceRules {

  @Override
  public Set<String> sharedBetweenFeatures() {
    // Tomcat creates LimitedHttp by its name
    return Set.of("ForwardedHeaders", "LimitedHttp", "ProblemWriter", "PublicPaths", "RefusedBody");
  }
}
