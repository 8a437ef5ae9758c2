package io.wabridge.model.connector;

import io.wabridge.model.ExternalId;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.Session;
import io.wabridge.model.TokenSource;
import org.jspecify.annotations.Nullable;

/**
 * What a connector has at hand for one call.
 *
 * @param settings what was entered for the endpoint, with the credential that is used
 * @param tokens the bearer token of that credential
 * @param media opens files of ours
 * @param session what the connector kept of the conversation; null before the first delivery, and
 *     for calls that belong to no conversation
 * @param uploaded the product's id of the message's file, where {@link UploadsMedia} brought one
 */
public record Context(
    Settings settings,
    TokenSource tokens,
    MediaBytes media,
    @Nullable Session session,
    @Nullable ExternalId uploaded) {

  public Context with(@Nullable Session session) {
    return new Context(settings, tokens, media, session, uploaded);
  }

  public Context withUploaded(ExternalId file) {
    return new Context(settings, tokens, media, session, file);
  }
}
