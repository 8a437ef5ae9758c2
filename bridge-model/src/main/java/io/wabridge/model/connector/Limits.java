package io.wabridge.model.connector;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The rate limits of an endpoint. Null and 0 are without limit; in an endpoint's own limits, null
 * means the limit of the operator or the connector.
 *
 * @param callsPerMinute calls with one credential
 * @param messagesPerSecond messages of the endpoint
 * @param pairSeconds seconds from one message to the next for the same person
 * @param pairBurst how many messages may be sent to a person at once
 * @param concurrentCalls calls to the endpoint at the same time
 * @param concurrentFiles how many of them may carry a file
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Limits(
    @Nullable Integer callsPerMinute,
    @Nullable Integer messagesPerSecond,
    @Nullable Double pairSeconds,
    @Nullable Integer pairBurst,
    @Nullable Integer concurrentCalls,
    @Nullable Integer concurrentFiles) {

  public static final Limits NONE = new Limits(null, null, null, null, null, null);

  /** These limits where they are set, otherwise the other ones. */
  public Limits or(Limits others) {
    return new Limits(
        callsPerMinute == null ? others.callsPerMinute : callsPerMinute,
        messagesPerSecond == null ? others.messagesPerSecond : messagesPerSecond,
        pairSeconds == null ? others.pairSeconds : pairSeconds,
        pairBurst == null ? others.pairBurst : pairBurst,
        concurrentCalls == null ? others.concurrentCalls : concurrentCalls,
        concurrentFiles == null ? others.concurrentFiles : concurrentFiles);
  }
}
