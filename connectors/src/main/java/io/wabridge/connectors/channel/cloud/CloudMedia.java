package io.wabridge.connectors.channel.cloud;

import io.wabridge.connectors.AddressRefused;
import io.wabridge.connectors.Fields;
import io.wabridge.connectors.Meaning;
import io.wabridge.connectors.MediaUnavailable;
import io.wabridge.connectors.OutboundAnswer;
import io.wabridge.connectors.OutboundRequest;
import io.wabridge.connectors.TemporaryFailure;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.ChannelSettings;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Reason;
import io.wabridge.model.Secret;
import io.wabridge.model.TokenSource;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Opens files people sent: by the short-lived address of the webhook if it is Meta's, else by
 * looking the id up. Nobody but Meta ever sees the token.
 */
final class CloudMedia {

  private final CloudApi api;

  CloudMedia(CloudApi api) {
    this.api = api;
  }

  MediaBytes.Opened open(MediaRef.Remote file, ChannelSettings settings, TokenSource tokens)
      throws MediaUnavailable, IOException {
    URI told = uri(file.url());
    if (told != null && (file.id() == null || MetaHosts.trusted(told, settings.baseUrl()))) {
      OutboundAnswer answer = fetch(told, settings, tokens);
      if (answer.success() || file.id() == null) {
        return opened(answer);
      }
      answer.close();
    }
    if (file.id() == null) {
      throw new MediaUnavailable(Reason.MEDIA_GONE, "The webhook named no file.");
    }
    OutboundAnswer first = fetch(lookUp(file.id(), settings, tokens), settings, tokens);
    if (first.status() != 404) {
      return opened(first);
    }
    first.close();
    return opened(fetch(lookUp(file.id(), settings, tokens), settings, tokens));
  }

  private URI lookUp(String id, ChannelSettings settings, TokenSource tokens)
      throws MediaUnavailable, IOException {
    if (!id.matches("[A-Za-z0-9_-]+")) {
      throw new MediaUnavailable(Reason.MEDIA_GONE, "This is no id of a file.");
    }
    GraphReply reply = api.get(Operation.FIND_FILE, id, settings, tokens);
    URI url = uri(Fields.word(reply.json(), "url"));
    if (reply.success() && url != null) {
      return url;
    }
    if (reply.success()) {
      throw new MediaUnavailable(Reason.MEDIA_GONE, "WhatsApp gave no address for the file.");
    }
    switch (reply.meaning()) {
      case Meaning.Token(var reason) -> throw new MediaUnavailable(reason, reply.detail());
      case Meaning.Never(var reason) ->
          throw new MediaUnavailable(
              reason == Reason.BAD_ADDRESS ? Reason.MEDIA_GONE : reason, reply.detail());
      case Meaning.Later(var reason, var _) -> throw new TemporaryFailure(reason, reply.detail());
      case Meaning.Unknown(var reason) -> throw new TemporaryFailure(reason, reply.detail());
    }
  }

  private OutboundAnswer fetch(URI url, ChannelSettings settings, TokenSource tokens)
      throws MediaUnavailable, IOException {
    try {
      OutboundRequest request =
          OutboundRequest.getFile(url).by(CloudApi.PROVIDER, Operation.DOWNLOAD);
      if (!MetaHosts.trusted(url, settings.baseUrl())) {
        return api.http().send(request);
      }
      Secret token = tokens.token();
      OutboundAnswer answer = api.http().send(request.bearer(token));
      if (answer.status() != 401) {
        return answer;
      }
      answer.close();
      return api.http().send(request.bearer(tokens.renew(token)));
    } catch (AddressRefused e) {
      throw new MediaUnavailable(e.reason(), String.valueOf(e.getMessage()));
    }
  }

  private static MediaBytes.Opened opened(OutboundAnswer answer)
      throws MediaUnavailable, IOException {
    if (answer.success()) {
      if (CloudShapes.tooLarge(answer.length())) {
        answer.close();
        throw new MediaUnavailable(Reason.MEDIA_SIZE, "The file is larger than 100 MB.");
      }
      return answer.opened();
    }
    int status = answer.status();
    answer.close();
    if (status == 429 || status >= 500) {
      throw new TemporaryFailure(
          status == 429 ? Reason.RATE_LIMITED : Reason.OTHER_SIDE,
          "The file could not be fetched now: HTTP " + status);
    }
    Reason reason =
        switch (status) {
          case 401 -> Reason.AUTH;
          case 403 -> Reason.FORBIDDEN;
          case 404, 410 -> Reason.MEDIA_EXPIRED;
          default -> Reason.MEDIA_GONE;
        };
    throw new MediaUnavailable(reason, "WhatsApp answered HTTP " + status + " for the file.");
  }

  private static @Nullable URI uri(@Nullable String url) {
    try {
      return url == null ? null : new URI(url);
    } catch (java.net.URISyntaxException e) {
      return null;
    }
  }
}
