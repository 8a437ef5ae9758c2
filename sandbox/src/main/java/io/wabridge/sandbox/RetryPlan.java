package io.wabridge.sandbox;

import java.time.Duration;

/** When an original tries a webhook again. */
public interface RetryPlan {
  /** Status 0 stands for no answer at all. */
  boolean again(int status, int attempt);

  Duration pause(int attempt);

  Duration timeout();

  boolean accepted(int status);
}
