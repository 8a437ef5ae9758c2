package io.wabridge.kit.telemetry;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/** The running version, as recorded by the build. */
final class BuildInfo {

  private static final Properties BUILD = read();

  /**
   * @param shown where it is shown, if anywhere
   */
  BuildInfo(List<PrometheusRegistry> shown) {
    shown.forEach(
        prometheus -> Metric.BUILD_INFO.info(prometheus, version(), BUILD.getProperty("commit")));
  }

  static String version() {
    return BUILD.getProperty("version");
  }

  private static Properties read() {
    var build = new Properties();
    try (var file = BuildInfo.class.getResourceAsStream("build.properties")) {
      build.load(file);
      return build;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
