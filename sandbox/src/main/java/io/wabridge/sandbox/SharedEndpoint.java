package io.wabridge.sandbox;

import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Health, and the files that both pages use. */
@RestController
class SharedEndpoint {
  private static final Map<String, String> ASSETS =
      Map.of(
          "sandbox.css", "text/css", "sandbox.js", "text/javascript", "icon.svg", "image/svg+xml");

  @GetMapping("/actuator/health")
  Map<String, String> health() {
    return Map.of("status", "UP");
  }

  @GetMapping("/sandbox/assets/{name}")
  ResponseEntity<Resource> asset(@PathVariable String name) {
    String type = ASSETS.get(name);
    return type == null ? ResponseEntity.notFound().build() : page(name, type);
  }

  static ResponseEntity<Resource> page(String name, String type) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(type + ";charset=UTF-8"))
        .header("Cache-Control", "no-cache")
        .body(new ClassPathResource("/io/wabridge/sandbox/" + name));
  }
}
