package io.wabridge.sandbox.connect;

import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The instances of Amazon Connect. */
@Component
class Instances {
  private final Map<String, Instance> instances = new ConcurrentHashMap<>();

  Instances() {
    reset();
  }

  final void reset() {
    instances.clear();
    add(
        new Instance(
            "11111111-2222-4333-8444-555555555555",
            "harbour-bikes",
            "66666666-7777-4888-9999-000000000000",
            "SANDBOXCONNECTKEY1",
            "sandbox-connect-secret",
            topic("harbour-bikes"),
            "",
            ""));
  }

  Instance create(String alias, String greeting, String address) {
    return add(
        new Instance(
            UUID.randomUUID().toString(),
            alias,
            UUID.randomUUID().toString(),
            "SANDBOX" + random(8).toUpperCase(Locale.ROOT),
            random(20),
            topic(random(8)),
            greeting,
            address));
  }

  private Instance add(Instance instance) {
    instances.put(instance.id(), instance);
    return instance;
  }

  private static String topic(String name) {
    return "arn:aws:sns:" + Instance.REGION + ":" + Instance.ACCOUNT + ":" + name;
  }

  @Nullable Instance byKey(String accessKeyId) {
    return instances.values().stream()
        .filter(one -> one.accessKeyId().equals(accessKeyId))
        .findFirst()
        .orElse(null);
  }

  @Nullable Instance byTopic(String topicArn) {
    return instances.values().stream()
        .filter(one -> one.topicArn().equals(topicArn))
        .findFirst()
        .orElse(null);
  }

  Collection<Instance> all() {
    return instances.values();
  }

  static String random(int bytes) {
    byte[] random = new byte[bytes];
    ThreadLocalRandom.current().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
