package io.wabridge.kit.store;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How files of messages are treated.
 *
 * @param patience how long, from the webhook on, a person's message waits for its file; then it is
 *     delivered with a note, and the file follows
 * @param budget how long, from the webhook on, a file is tried that could not be fetched
 * @param replyPatience how long, from the first failed attempt on, an agent's message waits for its
 *     file; then it has failed
 * @param shrinkPictures whether an agent's picture that is too large for the channel is made
 *     smaller
 */
@ConfigurationProperties("bridge.media")
public record MediaProperties(
    @DefaultValue("15s") Duration patience,
    @DefaultValue("24h") Duration budget,
    @DefaultValue("60s") Duration replyPatience,
    @DefaultValue("true") boolean shrinkPictures) {

  /** The bytes of the largest picture that is made smaller. */
  public static final long LARGEST_PICTURE = 32L * 1024 * 1024;
}
