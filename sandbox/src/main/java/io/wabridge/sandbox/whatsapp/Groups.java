package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.BoundedMap;
import io.wabridge.sandbox.SandboxScheduler;
import io.wabridge.sandbox.SerialExecutor;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All groups of this sandbox. */
@Component
class Groups {
  private final BoundedMap<String, Group> byId = new BoundedMap<>(10_000);
  private final AtomicLong next = new AtomicLong(1);
  private final SandboxScheduler scheduler;

  Groups(SandboxScheduler scheduler) {
    this.scheduler = scheduler;
  }

  Group create(String subject, BusinessNumber number, List<Chat> members) {
    String plain =
        "capi_group:%s:%d%06d"
            .formatted(number.digits(), System.currentTimeMillis(), next.getAndIncrement());
    String id =
        Base64.getEncoder()
            .withoutPadding()
            .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    Group group = new Group(id, subject, number, members, new SerialExecutor(scheduler.now()));
    byId.put(id, group);
    return group;
  }

  @Nullable Group find(@Nullable String id) {
    return byId.get(id);
  }

  Group require(String id) {
    Group group = byId.get(id);
    if (group == null) {
      throw new NotFoundException("group " + id);
    }
    return group;
  }

  void clear() {
    byId.clear();
  }
}
