package io.wabridge.state.erasure;

import io.wabridge.state.erasure.Erasure.Step;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Runs the erasures, step by step. A step that fails, because a store is unavailable, is tried
 * again until it succeeds; another process continues the job of one that stopped.
 */
@Component
@EnableConfigurationProperties(ErasureProperties.class)
class ErasureJobs {

  private static final Logger log = LoggerFactory.getLogger(ErasureJobs.class);
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final Erasures erasures;
  private final ErasureSteps steps;
  private final Duration settle;

  ErasureJobs(Erasures erasures, ErasureSteps steps, ErasureProperties properties) {
    this.erasures = erasures;
    this.steps = steps;
    this.settle = properties.settle();
  }

  @Scheduled(fixedDelayString = "${bridge.erasure.every:1s}")
  void run() {
    try {
      for (var job = erasures.take(LEASE); job.isPresent(); job = erasures.take(LEASE)) {
        run(job.get());
      }
    } catch (DataAccessException e) {
      log.atWarn().log("erasures cannot run: {}", e.getMessage());
    }
  }

  private void run(Erasure job) {
    try {
      for (var step = job.step(); ; step = step.next()) {
        steps.run(job, step, () -> erasures.renew(job, LEASE));
        if (step == Step.CERTIFY) {
          log.atInfo()
              .addKeyValue("tenant", job.tenant())
              .addKeyValue("erasure", job.id())
              .log("a person was erased");
          return;
        }
        var next = step.next();
        erasures.advance(job, next, next == Step.SETTLE ? settle : LEASE);
        if (next == Step.SETTLE) {
          return;
        }
      }
    } catch (IOException | RuntimeException e) {
      var pause =
          Duration.ofSeconds(1L << Math.min(job.tries(), 10)).compareTo(LONGEST_PAUSE) < 0
              ? Duration.ofSeconds(1L << Math.min(job.tries(), 10))
              : LONGEST_PAUSE;
      log.atWarn()
          .addKeyValue("tenant", job.tenant())
          .addKeyValue("erasure", job.id())
          .setCause(e)
          .log("an erasure is continued in {}", pause);
      erasures.failed(job, e.getClass().getSimpleName(), pause);
    }
  }
}
