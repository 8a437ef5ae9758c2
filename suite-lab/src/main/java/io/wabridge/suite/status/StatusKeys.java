package io.wabridge.suite.status;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Shows the keys and their remaining lifetime; values are never read. */
final class StatusKeys implements StatusSection {

  private static final List<String> PATTERNS =
      List.of(
          "phone:*",
          "integration:*",
          "tenant:*:oauth:token",
          "tenant:*:whatsapp:token",
          "mapping:wa:*",
          "mapping:conv:*");
  private static final int SHOWN = 2;

  private final StatusSettings settings;

  StatusKeys(StatusSettings settings) {
    this.settings = settings;
  }

  @Override
  public String title() {
    return "Redis (port %s)".formatted(settings.get("REDIS_PORT"));
  }

  @Override
  public List<String> lines() {
    RedisURI address =
        RedisURI.builder()
            .withHost(settings.get("SPRING_DATA_REDIS_HOST"))
            .withPort(settings.port("SPRING_DATA_REDIS_PORT"))
            .withPassword(settings.get("SPRING_DATA_REDIS_PASSWORD").toCharArray())
            .withTimeout(Duration.ofSeconds(3))
            .build();
    try (RedisClient client = RedisClient.create(address);
        var connection = client.connect()) {
      var rows = new ArrayList<List<String>>();
      for (String pattern : PATTERNS) {
        rows.addAll(rows(connection.sync(), pattern));
      }
      return StatusScreen.columns(rows);
    }
  }

  private static List<List<String>> rows(RedisCommands<String, String> redis, String pattern) {
    List<String> keys = keys(redis, pattern);
    var rows = new ArrayList<List<String>>();
    if (keys.isEmpty()) {
      rows.add(List.of(pattern, "0", ""));
    }
    for (String key : keys.stream().sorted().limit(SHOWN).toList()) {
      boolean first = rows.isEmpty();
      String shown = key.startsWith("mapping:wa:") ? StatusText.masked(key) : key;
      rows.add(
          List.of(
              first ? pattern : "",
              first ? String.valueOf(keys.size()) : "",
              StatusText.shortened(shown, 64),
              ttl(redis.ttl(key))));
    }
    return rows;
  }

  private static List<String> keys(RedisCommands<String, String> redis, String pattern) {
    var keys = new ArrayList<String>();
    ScanArgs which = ScanArgs.Builder.matches(pattern).limit(1000);
    KeyScanCursor<String> page = redis.scan(which);
    keys.addAll(page.getKeys());
    while (!page.isFinished()) {
      page = redis.scan(ScanCursor.of(page.getCursor()), which);
      keys.addAll(page.getKeys());
    }
    return keys.stream().distinct().toList();
  }

  private static String ttl(long seconds) {
    if (seconds == -2) {
      return "just expired";
    }
    if (seconds == -1) {
      return "no expiry";
    }
    return seconds < 7200 ? "%d s left".formatted(seconds) : "%d h left".formatted(seconds / 3600);
  }
}
