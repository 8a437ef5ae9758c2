package io.wabridge.outbound;

import io.wabridge.connectors.ConnectorsConfiguration;
import io.wabridge.kit.BridgeService;
import io.wabridge.kit.Services;
import org.springframework.context.annotation.Import;

/** Starts outbound-transformer. */
@BridgeService
@Import(ConnectorsConfiguration.class)
public class OutboundTransformerApplication {

  public static void main(String... args) {
    Services.run(OutboundTransformerApplication.class, "outbound-transformer", args);
  }
}
