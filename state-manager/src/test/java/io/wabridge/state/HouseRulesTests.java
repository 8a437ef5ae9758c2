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
        "ContentWords",
        "ConversationRow",
        "Conversations",
        "CurrentContents",
        "DbSafeText",
        "DeskReceipts",
        "EarlyStatuses",
        "EntryPoints",
        "ErasedIds",
        "EventFilter",
        "EventLog",
        "EventRenderer",
        "EventType",
        "EventsPublished",
        "Excerpts",
        "ExportedConversations",
        "Handovers",
        "HeldEnvelopes",
        "InboundConversations",
        "KeptMessages",
        "KeptOptOuts",
        "MarketingChoices",
        "MessageContents",
        "MessageWaits",
        "Messages",
        "OtherDesks",
        "Page",
        "ParkingLot",
        "PersonNotices",
        "PersonSearch",
        "Progress",
        "References",
        "Renames",
        "RenderedEvent",
        "Sessions",
        "StoredEvent",
        "TrackedMessage",
        "TrackedMessages",
        "WaitState");
  }

  /** The ledger stands on all others; conversations stand on none. */
  @Test
  void featuresDoNotDependOnEachOtherInCycles() {
    slices().matching("io.wabridge.state.(*)..").should().beFreeOfCycles().check(bridgeClasses());
  }
}
