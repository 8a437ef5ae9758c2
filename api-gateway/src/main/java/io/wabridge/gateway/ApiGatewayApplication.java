package io.wabridge.gateway;

import io.wabridge.kit.BridgeProperties;
import io.wabridge.kit.BrokenAnswers;
import io.wabridge.kit.InternalHttp;
import io.wabridge.kit.SecretsCheck;
import io.wabridge.kit.Services;
import io.wabridge.kit.telemetry.TelemetryConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/**
 * Starts api-gateway. It reads no lane and calls no core service itself, so of the kit it imports
 * only the settings, the telemetry, the client for internal calls and the rule for broken answers.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableConfigurationProperties(BridgeProperties.class)
@Import({
  SecretsCheck.class,
  BrokenAnswers.class,
  TelemetryConfiguration.class,
  InternalHttp.class
})
public class ApiGatewayApplication {

  public static void main(String... args) {
    Services.run(ApiGatewayApplication.class, "api-gateway", args);
  }
}
