package io.wabridge.sandbox.connect;

import io.wabridge.sandbox.BoundedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The results of calls by their client tokens: a repeated call has no effect. */
@Component
class ClientTokens {
  private record Done(JsonNode request, ObjectNode result) {}

  private final BoundedMap<String, Done> done = new BoundedMap<>(50_000);

  /**
   * The result of the first call with this token.
   *
   * @param strict whether another request with the same token is an error
   */
  synchronized ObjectNode once(
      String scope,
      @Nullable String token,
      JsonNode request,
      boolean strict,
      Supplier<ObjectNode> call) {
    if (token == null) {
      return call.get();
    }
    if (token.length() > 500) {
      throw ConnectException.invalidRequest("ClientToken is longer than 500 characters");
    }
    String key = scope + " " + token;
    Done before = done.get(key);
    if (before != null) {
      if (strict && !before.request().equals(request)) {
        throw ConnectException.of(
            409, "IdempotencyException", "The token was used with another request");
      }
      return before.result();
    }
    ObjectNode result = call.get();
    done.put(key, new Done(request, result));
    return result;
  }

  void clear() {
    done.clear();
  }
}
