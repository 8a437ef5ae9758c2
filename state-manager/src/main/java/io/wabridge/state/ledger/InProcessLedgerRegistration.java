package io.wabridge.state.ledger;

import io.wabridge.kit.client.BatchLedgerApi;
import io.wabridge.kit.client.InProcessLedger;
import io.wabridge.kit.telemetry.Traces;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Offers the ledger to the stages of this JVM without HTTP while the server is running. */
@Component
class InProcessLedgerRegistration {

  private final BatchLedgerApi ledger;
  private final Traces traces;
  private volatile int port;

  InProcessLedgerRegistration(BatchLedgerApi ledger, Traces traces) {
    this.ledger = ledger;
    this.traces = traces;
  }

  @EventListener
  void register(WebServerInitializedEvent server) {
    port = server.getWebServer().getPort();
    InProcessLedger.register(port, ledger, traces);
  }

  @EventListener(ContextClosedEvent.class)
  void unregister() {
    InProcessLedger.unregister(port);
  }
}
