package io.wabridge.model.connector;

import io.wabridge.model.ExternalId;
import io.wabridge.model.Language;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.Session;
import io.wabridge.model.TokenSource;
import org.jspecify.annotations.Nullable;

/**
 * The data that a connector gets for one call.
 *
 * @param settings the endpoint's settings, with the credential that is used
 * @param tokens the bearer token of that credential
 * @param media opens stored files
 * @param session the connector's session of the conversation; null before the first delivery, and
 *     for calls that belong to no conversation; files and receipts have it for {@link NeedsSession}
 *     only
 * @param uploaded the product's id of the message's file, if {@link UploadsMedia} uploaded one
 * @param language the tenant's language, for words that the bridge itself says
 */
public record Context(
    Settings settings,
    TokenSource tokens,
    MediaBytes media,
    @Nullable Session session,
    @Nullable ExternalId uploaded,
    Language language) {

  public Context with(@Nullable Session session) {
    return new Context(settings, tokens, media, session, uploaded, language);
  }

  public Context withUploaded(ExternalId file) {
    return new Context(settings, tokens, media, session, file, language);
  }
}
