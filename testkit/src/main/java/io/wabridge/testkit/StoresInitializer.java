package io.wabridge.testkit;

import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.support.TestPropertySourceUtils;

/** Adds the stores' addresses; they override a service's own settings, not those of the test. */
final class StoresInitializer
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    var sources = context.getEnvironment().getPropertySources();
    var stores = new MapPropertySource("local stores", Map.copyOf(Stores.get().springProperties()));
    var ofTheTest = TestPropertySourceUtils.INLINED_PROPERTIES_PROPERTY_SOURCE_NAME;
    if (sources.contains(ofTheTest)) {
      sources.addAfter(ofTheTest, stores);
    } else {
      sources.addFirst(stores);
    }
  }
}
