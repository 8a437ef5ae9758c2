package io.wabridge.sandbox;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The control API that both stand-ins share: faults, clock, webhook log. */
@RestController
@RequestMapping("/sandbox")
class CommonControl {
  private final Faults faults;
  private final ShiftingClock clock;
  private final WebhookLog log;
  private final Journal journal;

  CommonControl(Faults faults, ShiftingClock clock, WebhookLog log, Journal journal) {
    this.faults = faults;
    this.clock = clock;
    this.log = log;
    this.journal = journal;
  }

  record Plan(
      String operation,
      String kind,
      @Nullable Integer times,
      @Nullable Long delayMs,
      @Nullable Integer bytesPerSecond,
      @Nullable Integer seconds,
      @Nullable Double share,
      @Nullable String caller) {}

  @PostMapping("/faults")
  Map<String, Object> plan(@RequestBody Plan plan) {
    int times = plan.times() == null ? 1 : plan.times();
    long delay = plan.delayMs() == null ? 0 : plan.delayMs();
    int rate = plan.bytesPerSecond() == null ? 0 : plan.bytesPerSecond();
    Fault fault = new Fault(plan.operation(), plan.kind(), delay, rate);
    if (plan.seconds() != null) {
      double share = plan.share() == null ? 1 : plan.share();
      faults.spell(fault, plan.caller(), share, Duration.ofSeconds(plan.seconds()));
      return Map.of("seconds", plan.seconds());
    }
    faults.plan(fault, times);
    return Map.of("planned", times);
  }

  @GetMapping("/faults")
  Object planned() {
    return faults.planned();
  }

  @GetMapping("/faults/happened")
  Map<String, Long> happened() {
    Map<String, Long> counts = new TreeMap<>();
    faults.happened().forEach((name, count) -> counts.put(name, count.sum()));
    return counts;
  }

  @DeleteMapping("/faults")
  void forget() {
    faults.clear();
  }

  record Shift(long seconds) {}

  @PostMapping("/clock")
  Map<String, Object> shift(@RequestBody Shift shift) {
    clock.shift(Duration.ofSeconds(shift.seconds()));
    return Map.of("now", clock.instant());
  }

  @GetMapping(path = "/journal", produces = MediaType.APPLICATION_JSON_VALUE)
  String journal(
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "1000") int limit) {
    return journal.page(after, limit);
  }

  @GetMapping("/webhooks")
  Map<String, Object> webhooks(
      @RequestParam(defaultValue = "0") long atLeast,
      @RequestParam(defaultValue = "0") long timeoutMs)
      throws InterruptedException {
    log.deliveries().await(atLeast, timeoutMs);
    return Map.of(
        "total", log.deliveries().total(),
        "counters", log.counters(),
        "items", log.deliveries().all());
  }

  @DeleteMapping("/webhooks")
  void forgetWebhooks() {
    log.clear();
  }
}
