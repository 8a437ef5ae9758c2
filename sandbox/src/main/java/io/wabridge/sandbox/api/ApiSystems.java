package io.wabridge.sandbox.api;

import io.wabridge.sandbox.SandboxScheduler;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** The systems by name. */
@Component
class ApiSystems {
  private final Map<String, ApiSystem> systems = new ConcurrentHashMap<>();
  private final SandboxScheduler scheduler;

  ApiSystems(SandboxScheduler scheduler) {
    this.scheduler = scheduler;
  }

  ApiSystem create(String name, String secret) {
    ApiSystem system = new ApiSystem(name, secret, scheduler.now());
    systems.put(name, system);
    return system;
  }

  ApiSystem require(String name) {
    ApiSystem system = systems.get(name);
    if (system == null) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no system " + name);
    }
    return system;
  }

  void clear() {
    systems.clear();
  }
}
