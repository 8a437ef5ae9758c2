package io.wabridge.kit;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Refuses to start a service with an empty, short, common or repeated secret: whatever reads it
 * later would be as open as without one.
 */
@Configuration(proxyBeanMethods = false)
public class SecretsCheck {

  private static final int LEAST_LENGTH = 24;

  /** A random text of this length has more. */
  private static final int LEAST_DIFFERENT = 8;

  private static final Pattern COMMON =
      Pattern.compile("password|changeme|change-me|secret|example|guest|default|admin|12345678");

  private static final List<String> TOKENS =
      List.of(
          "bridge.internal-token",
          "bridge.admin-token",
          "spring.rabbitmq.password",
          "spring.datasource.password",
          "spring.data.redis.password",
          "bridge.store.secret-key");

  private static final List<String> KEYS = List.of("bridge.master-key", "bridge.media-key");

  SecretsCheck(Environment environment) {
    var problems = new ArrayList<String>();
    var owners = new HashMap<String, String>();
    for (var name : TOKENS) {
      given(environment, name)
          .ifPresent(value -> weakness(value).ifPresent(why -> problems.add(name + " " + why)));
    }
    for (var name : KEYS) {
      given(environment, name).ifPresent(value -> keys(name, value, problems));
    }
    for (var name :
        List.of("bridge.internal-token", "bridge.admin-token", KEYS.getFirst(), KEYS.getLast())) {
      given(environment, name)
          .map(value -> owners.put(value, name))
          .ifPresent(other -> problems.add(name + " is the same as " + other));
    }
    if (!problems.isEmpty()) {
      throw new IllegalStateException(
          "weak secrets: "
              + String.join("; ", problems)
              + ". Set random ones: openssl rand -hex 24, and for keys: openssl rand -base64 32");
    }
  }

  /** Not every service has every secret. */
  private static Optional<String> given(Environment environment, String name) {
    return Optional.ofNullable(environment.getProperty(name));
  }

  private static Optional<String> weakness(String value) {
    if (value.isBlank()) {
      return Optional.of("is empty");
    }
    if (value.length() < LEAST_LENGTH) {
      return Optional.of("has fewer than " + LEAST_LENGTH + " characters");
    }
    if (value.chars().distinct().count() < LEAST_DIFFERENT) {
      return Optional.of("repeats a few characters");
    }
    return COMMON.matcher(value.toLowerCase(Locale.ROOT)).find()
        ? Optional.of("contains a common word")
        : Optional.empty();
  }

  private static void keys(String name, String value, List<String> problems) {
    for (var key : value.split(",", -1)) {
      keyWeakness(key.strip()).ifPresent(why -> problems.add(name + " " + why));
    }
  }

  private static Optional<String> keyWeakness(String key) {
    try {
      var bytes = Base64.getDecoder().decode(key);
      if (bytes.length != 32) {
        return Optional.of("is not 32 bytes in Base64");
      }
      var different = new boolean[256];
      var count = 0;
      for (var one : bytes) {
        count += different[one & 0xff] ? 0 : 1;
        different[one & 0xff] = true;
      }
      return count < LEAST_DIFFERENT ? Optional.of("repeats a few bytes") : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("is not 32 bytes in Base64");
    }
  }
}
