package io.wabridge.kit;

import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts a service under its own configuration name, so that ten of them can run in one JVM without
 * reading each other's settings.
 */
public final class Services {

  private Services() {}

  public static ConfigurableApplicationContext run(Class<?> service, String name, String... args) {
    return new SpringApplicationBuilder(service)
        .bannerMode(Banner.Mode.OFF)
        .properties(
            "spring.config.name=bridge," + name,
            "spring.application.name=" + name,
            "spring.jmx.enabled=false")
        .run(args);
  }
}
