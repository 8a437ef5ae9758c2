package io.wabridge.gateway;

import io.wabridge.kit.BridgeProperties;
import io.wabridge.kit.Services;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/**
 * Starts api-gateway. It reads no lane and asks no memory, so it takes only the settings from the
 * kit.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableConfigurationProperties(BridgeProperties.class)
public class ApiGatewayApplication {

  public static void main(String... args) {
    Services.run(ApiGatewayApplication.class, "api-gateway", args);
  }
}
