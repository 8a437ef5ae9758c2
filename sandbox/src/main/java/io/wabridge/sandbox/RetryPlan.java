package io.wabridge.sandbox;

import java.time.Duration;

/** When a product retries a webhook. */
public interface RetryPlan {
  /** Status 0 stands for no answer at all. */
  boolean again(int status, int attempt);

  Duration pause(int attempt);

  Duration timeout();

  boolean accepted(int status);
}
