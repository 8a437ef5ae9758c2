package io.wabridge.gateway;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Passes forms on as bytes. Tomcat would otherwise read a form into memory as soon as a query
 * parameter is read, and the service would receive an empty body.
 */
@Component
class UnparsedBodies implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

  @Override
  public void customize(ConfigurableTomcatWebServerFactory factory) {
    factory.addConnectorCustomizers(connector -> connector.setParseBodyMethods(""));
  }
}
