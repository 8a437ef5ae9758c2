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
        "BatchQuery",
        "Columns",
        "ConversationRow",
        "ContentWords",
        "Conversations",
        "CurrentContents",
        "DbSafeText",
        "DeskReceipts",
        "EarlyStatuses",
        "Excerpts",
        "Handovers",
        "HeldEnvelopes",
        "InboundConversations",
        "ErasedIds",
        "ExportedConversations",
        "Handovers",
        "HeldEnvelopes",
        "KeptOptOuts",
        "MarketingChoices",
        "MessageContents",
        "Messages",
        "OtherDesks",
        "Page",
        "ParkingLot",
        "PersonSearch",
        "PersonNotices",
        "Progress",
        "References",
        "Renames",
        "Sessions",
        "TrackedMessage",
        "TrackedMessages");
  }

  /** The ledger stands on all others; conversations stand on none. */
  @Test
  void featuresDoNotDependOnEachOtherInCycles() {
    slices().matching("io.wabridge.state.(*)..").should().beFreeOfCycles().check(bridgeClasses());
  }
}
