package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.JsonNode;

/**
 * Sends persons' and agents' messages, numbered within their conversation. Used by one thread; the
 * requests run on others.
 */
final class MessageSender {

  /** A conversation that has arrived at the desk, so that an agent can answer. */
  record Known(World.Talk talk, String conversation) {}

  /** A file that both sides can generate from its seed. */
  record Attached(int size, long seed) {}

  private final World world;
  private final Calls phones;
  private final Calls desks;
  private final Map<String, int[]> numbers = new HashMap<>();
  private final Map<String, World.Talk> talks = new HashMap<>();
  private final Set<String> reached = new HashSet<>();
  private final List<Known> known = new ArrayList<>();
  private final LongAdder sent = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private long journal;

  MessageSender(Place place, World world) {
    this.world = world;
    this.phones = new Calls(place.whatsapp(), null);
    this.desks = new Calls(place.desk(), null);
    world.talks().forEach(talk -> talks.put(talk.key(), talk));
  }

  List<Known> known() {
    return known;
  }

  long sent() {
    return sent.sum();
  }

  long failed() {
    return failed.sum();
  }

  void sendFromPerson(World.Talk talk) {
    sendFromPerson(talk, List.of());
  }

  /** With a file, or none. */
  void sendFromPerson(World.Talk talk, List<Attached> files) {
    var tag = tag(talk, "in");
    Map<String, Object> message = new HashMap<>(Map.of("type", "text"));
    message.put("text", tag + " from the phone");
    for (var file : files) {
      message =
          Map.of(
              "type", "image", "size", file.size(), "seed", file.seed(), "caption", tag + " look");
    }
    var path = "/sandbox/persons/%s/say?number=%s";
    send(phones, path.formatted(talk.person().waId(), talk.tenant().number()), message);
  }

  /** With a file, or none. */
  void sendFromAgent(Known one, List<Attached> files) {
    var tag = tag(one.talk(), "out");
    Map<String, Object> message = new HashMap<>(Map.of("text", tag + " from the desk"));
    for (var file : files) {
      message.put(
          "attachments",
          List.of(
              Map.of(
                  "size",
                  file.size(),
                  "seed",
                  file.seed(),
                  "mime",
                  "image/jpeg",
                  "filename",
                  "photo.jpg")));
    }
    send(desks, "/sandbox/conversations/" + one.conversation() + "/send", message);
  }

  private String tag(World.Talk talk, String way) {
    var counter = numbers.computeIfAbsent(talk.key() + way, key -> new int[1]);
    return talk.tag(world.run(), way, ++counter[0]);
  }

  private void send(Calls to, String path, Map<String, ?> message) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            to.post(path, message);
            sent.increment();
          } catch (IOException e) {
            failed.increment();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** Reads the desk's journal for conversations that have arrived. */
  void readArrivals() throws InterruptedException {
    try {
      var page = desks.get("/sandbox/journal?limit=2000&after=" + journal);
      page.path("items").forEach(this::readArrivals);
      journal = page.path("last").asLong();
    } catch (IOException e) {
      // retried in half a second
    }
  }

  private void readArrivals(JsonNode event) {
    var key = event.path("integration").asString() + "|" + event.path("address").asString();
    var talk = talks.get(key);
    if (event.path("event").asString().equals("received") && talk != null && reached.add(key)) {
      known.add(new Known(talk, event.path("conversation").asString()));
    }
  }
}
