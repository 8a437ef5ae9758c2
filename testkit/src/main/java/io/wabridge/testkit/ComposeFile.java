package io.wabridge.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The services of docker-compose.yml, so that tests run the same images as compose. */
final class ComposeFile {

  private final Map<?, ?> services;

  private ComposeFile(Map<?, ?> services) {
    this.services = services;
  }

  static ComposeFile read(Path file) {
    var options = new LoaderOptions();
    options.setMaxAliasesForCollections(1000);
    try (var text = Files.newBufferedReader(file)) {
      Map<String, Map<?, ?>> root = new Yaml(new SafeConstructor(options)).load(text);
      return new ComposeFile(value(root, "services", Map.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String image(String service) {
    return value(service(service), "image", String.class);
  }

  /** The entrypoint's words. */
  String[] entrypoint(String service) {
    return words(service, "entrypoint");
  }

  /** The command's words, with "$" where compose wants "$$". */
  String[] command(String service) {
    return words(service, "command");
  }

  private String[] words(String service, String name) {
    return ((List<?>) value(service(service), name, List.class))
        .stream().map(word -> word.toString().replace("$$", "$")).toArray(String[]::new);
  }

  private Map<?, ?> service(String service) {
    return value(services, service, Map.class);
  }

  private static <T> T value(Map<?, ?> map, String name, Class<T> type) {
    if (!type.isInstance(map.get(name))) {
      throw new IllegalStateException(
          "docker-compose.yml has no " + name + " of type " + type.getSimpleName());
    }
    return type.cast(map.get(name));
  }
}
