package io.wabridge.inbound;

import io.wabridge.connectors.ConnectorsConfiguration;
import io.wabridge.kit.BridgeService;
import io.wabridge.kit.Services;
import org.springframework.context.annotation.Import;

/** Starts inbound-transformer. */
@BridgeService
@Import(ConnectorsConfiguration.class)
public class InboundTransformerApplication {

  public static void main(String... args) {
    Services.run(InboundTransformerApplication.class, "inbound-transformer", args);
  }
}
