package io.wabridge.suite.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Sends persons' and agents' messages, numbered within their conversation. Used by one thread; the
 * requests run on others.
 */
final class MessageSender {

  /** A conversation that has arrived at the desk, so that an agent can answer. */
  record Known(World.Talk talk, String conversation) {}

  /**
   * A file that both sides can generate from its seed.
   *
   * @param download what is wrong with its downloads, for the sandbox; empty if nothing is
   */
  record Attached(int size, long seed, Map<String, ?> download) {

    Attached(int size, long seed) {
      this(size, seed, Map.of());
    }
  }

  /** A message to one of the sandbox's control APIs, after a pause. */
  record Outgoing(Calls to, String path, Map<String, ?> message, long pauseMs) {

    Outgoing after(long pause) {
      return new Outgoing(to, path, message, pause);
    }
  }

  private final World world;
  private final Calls phones;
  private final Map<String, int[]> numbers = new HashMap<>();
  private final Map<String, World.Talk> talks = new HashMap<>();
  private final Map<String, Integer> reached = new HashMap<>();
  private final List<Known> known = new ArrayList<>();
  private final LongAdder sent = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final Map<DeskStandIn, Long> journals = new HashMap<>();

  MessageSender(Place place, World world) {
    this.world = world;
    this.phones = new Calls(place.whatsapp(), null);
    for (var talk : world.talks()) {
      talk.person().ids().forEach(id -> talks.put(talk.key(id), talk));
    }
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
    sendInOrder(List.of(fromPerson(talk, null, files)));
  }

  /** Whether the person has written in a way that shows both ids to be the same person's. */
  boolean idsAreKnown(World.Talk talk) {
    var counter = numbers.get(talk.key() + "in");
    return counter != null && counter[0] >= talk.person().naming().knownFrom();
  }

  /**
   * A person's message, not yet sent.
   *
   * @param ids the ids that its webhook names; null for the person's usual ones
   */
  Outgoing fromPerson(World.Talk talk, @Nullable String ids, List<Attached> files) {
    var tag = tag(talk, "in");
    Map<String, Object> message = new HashMap<>(Map.of("type", "text"));
    message.put("text", tag + " from the phone");
    for (var file : files) {
      message =
          Map.of(
              "type",
              "image",
              "size",
              file.size(),
              "seed",
              file.seed(),
              "caption",
              tag + " look",
              "download",
              file.download());
    }
    var path =
        "/sandbox/persons/%s/say?number=%s&ids=%s"
            .formatted(
                talk.person().waId(),
                talk.tenant().number(),
                ids == null ? talk.person().naming().ids(number(talk)) : ids);
    return new Outgoing(phones, path, message, 0);
  }

  private int number(World.Talk talk) {
    return numbers.getOrDefault(talk.key() + "in", new int[1])[0];
  }

  /** With a file, or none. */
  void sendFromAgent(Known one, List<Attached> files) {
    var tag = tag(one.talk(), "out");
    var desk = one.talk().tenant().desk();
    var message = desk.message(tag, files.isEmpty() ? null : files.getFirst());
    sendInOrder(List.of(new Outgoing(desk.control(), desk.path(one.conversation()), message, 0)));
  }

  private String tag(World.Talk talk, String way) {
    var counter = numbers.computeIfAbsent(talk.key() + way, key -> new int[1]);
    return talk.tag(world.run(), way, ++counter[0]);
  }

  /** Sends them one after the other, without waiting for it here. */
  Thread sendInOrder(List<Outgoing> messages) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            for (var one : messages) {
              Thread.sleep(one.pauseMs());
              send(one);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private void send(Outgoing one) throws InterruptedException {
    try {
      one.to().post(one.path(), one.message());
      sent.increment();
    } catch (IOException e) {
      failed.increment();
    }
  }

  /** Reads the desks' journals for conversations that have arrived. */
  void readArrivals() throws InterruptedException {
    for (var desk : world.desks()) {
      try {
        var after = journals.getOrDefault(desk, 0L);
        var page = desk.control().get("/sandbox/journal?limit=2000&after=" + after);
        page.path("items").forEach(this::readArrivals);
        journals.put(desk, page.path("last").asLong());
      } catch (IOException e) {
        // retried in half a second
      }
    }
  }

  /** An agent answers in the conversation in which the person wrote last. */
  private void readArrivals(JsonNode event) {
    var key = event.path("integration").asString() + "|" + event.path("address").asString();
    var talk = talks.get(key);
    var message = event.path("text").asString("").contains(world.run() + "/");
    if (talk == null || !message || !event.path("event").asString().equals("received")) {
      return;
    }
    var now = new Known(talk, event.path("conversation").asString());
    var at = reached.putIfAbsent(talk.key(), known.size());
    if (at == null) {
      known.add(now);
    } else {
      known.set(at, now);
    }
  }
}
