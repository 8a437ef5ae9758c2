package io.wabridge.state;

import io.wabridge.testkit.ServiceRules;
import java.util.Set;

/** state-manager keeps the house rules. */
class HouseRulesTests implements ServiceRules {

  @Override
  public Set<String> sharedBetweenFeatures() {
    return Set.of(
        "MessageContents", "ErasedIds", "KeptOptOuts", "PersonSearch", "ExportedConversations");
  }
}
