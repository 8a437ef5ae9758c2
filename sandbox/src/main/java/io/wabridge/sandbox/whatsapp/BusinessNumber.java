package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.RateLimiter;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A business phone number with its account, its rate limit and its own callback. */
final class BusinessNumber {
  private final String id;
  private final String display;
  private final String verifiedName;
  private final Waba waba;
  private final String digits;
  private final RateLimiter pace = new RateLimiter();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder hurried = new LongAdder();
  private volatile @Nullable String override;

  BusinessNumber(String id, String display, String verifiedName, Waba waba) {
    this.id = id;
    this.display = display;
    this.verifiedName = verifiedName;
    this.waba = waba;
    this.digits = display.replaceAll("[^0-9]", "");
  }

  String id() {
    return id;
  }

  String display() {
    return display;
  }

  String digits() {
    return digits;
  }

  String verifiedName() {
    return verifiedName;
  }

  Waba waba() {
    return waba;
  }

  RateLimiter pace() {
    return pace;
  }

  LongAdder accepted() {
    return accepted;
  }

  /** Messages refused by the rate limit. */
  LongAdder hurried() {
    return hurried;
  }

  @Nullable String override() {
    return override;
  }

  void override(@Nullable String url) {
    override = url;
  }
}
