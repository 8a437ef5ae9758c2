package io.wabridge.kit.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wabridge.kit.client.LaneDirectory;
import io.wabridge.kit.client.RedisCache;
import io.wabridge.model.ChannelId;
import io.wabridge.model.connector.WebhookPart;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.client.RestClientException;

/**
 * One lane per person, whichever ids a webhook contains (decision 20). A key gets a lane once and
 * keeps it; a new key of a known person joins that person's lane. The lanes are cached here and in
 * Redis; state-manager knows those of all persons with a conversation, and decides when a part
 * names two keys with different lanes. If none of them is available, the best key is the lane.
 */
public final class PersonLanes implements LaneKeys {

  private static final Logger log = LoggerFactory.getLogger(PersonLanes.class);

  private static final Duration IN_REDIS = Duration.ofDays(30);

  /** Another process may have joined two lanes; older entries count only while Redis is down. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private record Known(String lane, Instant at) {}

  private final RedisCache redis;
  private final LaneDirectory directory;
  private final Cache<String, Known> cache =
      Caffeine.newBuilder().maximumSize(200_000).expireAfterWrite(Duration.ofHours(1)).build();
  private volatile Instant directoryPausedUntil = Instant.EPOCH;

  public PersonLanes(RedisCache redis, LaneDirectory directory) {
    this.redis = redis;
    this.directory = directory;
  }

  @Override
  public List<String> of(List<Addressed> parts) {
    var lanes = known(parts);
    var undecided = parts.stream().filter(one -> !decided(one, lanes)).toList();
    if (!undecided.isEmpty()) {
      decide(undecided, lanes);
    }
    return parts.stream().map(one -> lane(one, lanes)).toList();
  }

  private static String lane(Addressed one, Map<String, String> lanes) {
    return lanes.getOrDefault(keys(one).getFirst(), one.part().conversationKey());
  }

  private static List<String> keys(Addressed one) {
    return one.part().conversationKeys().stream()
        .map(key -> "lane:" + one.endpoint().endpointId() + ":" + key)
        .toList();
  }

  /** All keys of the part have the same lane. */
  private static boolean decided(Addressed one, Map<String, String> lanes) {
    var keys = keys(one);
    return keys.stream().allMatch(lanes::containsKey) && distinct(keys, lanes).size() == 1;
  }

  private static List<String> distinct(List<String> keys, Map<String, String> lanes) {
    return keys.stream().filter(lanes::containsKey).map(lanes::get).distinct().toList();
  }

  /** The lanes that this process or Redis knows. */
  private Map<String, String> known(List<Addressed> parts) {
    var lanes = new HashMap<String, String>();
    var stale = new HashMap<String, String>();
    var missing = new LinkedHashSet<String>();
    var fresh = Instant.now().minus(FRESH);
    for (var part : parts) {
      for (var key : keys(part)) {
        var known = cache.getIfPresent(key);
        if (known != null && known.at().isAfter(fresh)) {
          lanes.put(key, known.lane());
        } else {
          missing.add(key);
          if (known != null) {
            stale.put(key, known.lane());
          }
        }
      }
    }
    if (!missing.isEmpty()) {
      var keys = List.copyOf(missing);
      redis
          .getAll(keys)
          .ifPresentOrElse(values -> add(keys, values, lanes), () -> lanes.putAll(stale));
    }
    return lanes;
  }

  private void add(List<String> keys, List<@Nullable String> values, Map<String, String> lanes) {
    for (var i = 0; i < keys.size(); i++) {
      var lane = values.get(i);
      if (lane != null) {
        lanes.put(keys.get(i), lane);
        remember(keys.get(i), lane);
      }
    }
  }

  private void remember(String key, String lane) {
    cache.put(key, new Known(lane, Instant.now()));
  }

  private void decide(List<Addressed> undecided, Map<String, String> lanes) {
    var recorded = recorded(undecided, lanes);
    var added = new LinkedHashMap<String, String>();
    var changed = new LinkedHashMap<String, String>();
    for (var i = 0; i < undecided.size(); i++) {
      var keys = keys(undecided.get(i));
      var lane = choose(undecided.get(i).part(), distinct(keys, lanes), recorded.get(i));
      for (var key : keys) {
        var before = lanes.put(key, lane);
        if (before == null) {
          added.put(key, lane);
        } else if (!before.equals(lane)) {
          changed.put(key, lane);
          added.computeIfPresent(key, (_, _) -> lane);
        }
      }
    }
    save(added, changed, lanes);
  }

  /** The lane that was given first; of two lanes, the one that state-manager names. */
  private static String choose(WebhookPart part, List<String> given, @Nullable String recorded) {
    if (given.size() == 1) {
      return given.getFirst();
    }
    if (given.isEmpty()) {
      return recorded == null ? part.conversationKey() : recorded;
    }
    return recorded != null && given.contains(recorded) ? recorded : given.getFirst();
  }

  /** What state-manager knows about the parts that have no lane or two of them. */
  private List<@Nullable String> recorded(List<Addressed> undecided, Map<String, String> lanes) {
    var asked = new LinkedHashMap<ChannelId, List<Integer>>();
    for (var i = 0; i < undecided.size(); i++) {
      if (distinct(keys(undecided.get(i)), lanes).size() != 1) {
        var channel = new ChannelId(undecided.get(i).endpoint().endpointId());
        asked.computeIfAbsent(channel, _ -> new ArrayList<>()).add(i);
      }
    }
    var recorded = new ArrayList<@Nullable String>();
    undecided.forEach(_ -> recorded.add(null));
    asked.forEach((channel, numbers) -> {
      var answers = ask(channel, numbers.stream().map(undecided::get).toList());
      for (var i = 0; i < answers.size(); i++) {
        recorded.set(numbers.get(i), answers.get(i));
      }
    });
    return recorded;
  }

  private List<@Nullable String> ask(ChannelId channel, List<Addressed> parts) {
    if (Instant.now().isBefore(directoryPausedUntil)) {
      return List.of();
    }
    try {
      var answers =
          directory.lanes(
              new LaneDirectory.Question(
                  parts.getFirst().endpoint().tenant(),
                  channel,
                  parts.getFirst().part().endpoint(),
                  parts.stream().map(one -> ids(one.part())).toList()));
      return answers.size() == parts.size() ? answers : List.of();
    } catch (RestClientException e) {
      directoryPausedUntil = Instant.now().plus(PAUSE);
      log.atWarn()
          .log("state-manager did not name lanes; continuing without it: {}", e.getMessage());
      return List.of();
    }
  }

  /** The keys without the endpoint: ids as state-manager has them. */
  private static List<String> ids(WebhookPart part) {
    var prefix = part.endpoint() + ":";
    return part.conversationKeys().stream()
        .map(key -> key.startsWith(prefix) ? key.substring(prefix.length()) : key)
        .collect(Collectors.toList());
  }

  /** Another process may have been faster: its lane counts. */
  private void save(
      Map<String, String> added, Map<String, String> changed, Map<String, String> lanes) {
    if (!added.isEmpty()) {
      redis.putAllIfAbsent(added, IN_REDIS).ifPresent(lanes::putAll);
      added.keySet().forEach(key -> rememberCurrent(key, lanes));
    }
    changed.forEach((key, lane) -> {
      redis.put(key, lane, IN_REDIS);
      remember(key, lane);
    });
  }

  private void rememberCurrent(String key, Map<String, String> lanes) {
    var lane = lanes.get(key);
    if (lane != null) {
      remember(key, lane);
    }
  }
}
