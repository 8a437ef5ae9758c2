package io.wabridge.state.message;

import io.wabridge.model.Status;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The allowed status changes of a message: forward only, by rank and not by time. */
public final class Progress {

  private Progress() {}

  public static Set<Status> before(Status next) {
    return switch (next) {
      case RECEIVED -> EnumSet.of(Status.DELIVERING);
      case DELIVERING -> EnumSet.of(Status.RECEIVED);
      case UNCERTAIN -> EnumSet.of(Status.RECEIVED, Status.DELIVERING);
      case PARKED -> EnumSet.of(Status.RECEIVED, Status.DELIVERING, Status.UNCERTAIN);
      case ACCEPTED ->
          EnumSet.of(Status.RECEIVED, Status.DELIVERING, Status.UNCERTAIN, Status.PARKED);
      case SENT -> with(before(Status.ACCEPTED), Status.ACCEPTED);
      case DELIVERED -> with(before(Status.SENT), Status.SENT);
      case READ -> with(before(Status.DELIVERED), Status.DELIVERED);
      case FAILED -> before(Status.DELIVERED);
    };
  }

  private static Set<Status> with(Set<Status> some, Status one) {
    some.add(one);
    return some;
  }

  /** A status as a hop shows it. */
  public static String word(Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  public static String[] names(Set<Status> statuses) {
    return Arrays.copyOf(
        statuses.stream().map(Status::name).toArray(), statuses.size(), String[].class);
  }
}
