package io.wabridge.state;

import io.wabridge.testkit.ServiceRules;
import java.util.Set;

/** state-manager keeps the house rules. */
class HouseRulesTests implements ServiceRules {

  @Override
  public Set<String> sharedBetweenFeatures() {
    return Set.of(
        "MessageContents",
        // events tell what was said
        "KeptMessages",
        // webhooks of tenants read the log of events, and run beside its streams
        "EventLog",
        "EventFilter",
        "EventType",
        "EventRenderer",
        "RenderedEvent",
        "StoredEvent",
        "EventsPublished",
        "BackgroundLoop");
  }
}
