package io.wabridge.state.conversation;

import io.wabridge.kit.client.Arrival;
import io.wabridge.kit.client.ConversationMappings;
import io.wabridge.kit.client.Ledger;
import io.wabridge.model.ConversationId;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Redis remembers conversations only when the transaction that found or changed them is committed.
 */
@Component
class CommittedMappings {

  private final ConversationMappings mappings;

  CommittedMappings(ConversationMappings mappings) {
    this.mappings = mappings;
  }

  /** What is remembered of the person's conversation; the statement that uses it compares it. */
  Optional<ConversationId> find(Arrival arrival) {
    return mappings.find(arrival.tenant(), arrival.channel(), arrival.person());
  }

  /** The remembered conversation is closed, at another desk, or another person's. */
  void contradicted(Arrival arrival) {
    mappings.contradicted(arrival.tenant(), arrival.channel(), arrival.person());
  }

  void put(Arrival arrival, ConversationId conversation) {
    afterCommit(
        () -> mappings.put(arrival.tenant(), arrival.channel(), arrival.person(), conversation));
  }

  void put(Ledger.DeskConversation named, ConversationMappings.AtDesk place) {
    afterCommit(() -> mappings.put(named, place));
  }

  void forget(Ledger.Renamed renamed) {
    afterCommit(() -> mappings.forget(renamed.tenant(), renamed.channel(), renamed.before()));
  }

  private static void afterCommit(Runnable work) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      work.run();
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            work.run();
          }
        });
  }
}
