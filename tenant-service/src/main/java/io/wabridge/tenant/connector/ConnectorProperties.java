package io.wabridge.tenant.connector;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The operator's own defaults.
 *
 * @param defaults values of fields by kind and by the field's name, in place of the connector's
 */
@ConfigurationProperties("bridge.connectors")
record ConnectorProperties(Map<String, Map<String, String>> defaults) {

  ConnectorProperties {
    defaults = defaults == null ? Map.of() : Map.copyOf(defaults);
  }
}
