package io.wabridge.state;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import io.wabridge.testkit.ServiceRules;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** state-manager keeps the house rules. */
class HouseRulesTests implements ServiceRules {

  @Override
  public Set<String> sharedBetweenFeatures() {
    return Set.of(
        "BackgroundLoop",
        "BatchQuery",
        "Columns",
        "Conversations",
        "DbSafeText",
        "DeskReceipts",
        "EarlyStatuses",
        "EventFilter",
        "EventLog",
        "EventRenderer",
        "EventType",
        "EventsPublished",
        "Handovers",
        "HeldEnvelopes",
        "KeptMessages",
        "MarketingChoices",
        "MessageContents",
        "Messages",
        "Page",
        "ParkingLot",
        "PersonNotices",
        "Progress",
        "RenderedEvent",
        "Sessions",
        "StoredEvent",
        "TrackedMessage",
        "TrackedMessages");
  }

  /** The ledger stands on all others; conversations stand on none. */
  @Test
  void featuresDoNotDependOnEachOtherInCycles() {
    slices().matching("io.wabridge.state.(*)..").should().beFreeOfCycles().check(bridgeClasses());
  }
}
