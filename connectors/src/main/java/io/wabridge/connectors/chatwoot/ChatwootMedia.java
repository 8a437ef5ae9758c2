package io.wabridge.connectors.chatwoot;

import io.wabridge.connectors.AddressRefused;
import io.wabridge.connectors.OutboundAnswer;
import io.wabridge.connectors.OutboundRequest;
import io.wabridge.connectors.TemporaryFailure;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.MediaUnavailable;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/**
 * Opens files of messages. Their addresses need no token, so that none is sent, and redirect to the
 * storage. A webhook may arrive a moment before its file.
 */
public final class ChatwootMedia {

  private static final int HOPS = 3;
  private static final int TRIES = 3;

  private final ChatwootApi api;
  private final Duration pause;

  /**
   * Opens files.
   *
   * @param pause how long it waits for a file that is not there yet
   */
  public ChatwootMedia(ChatwootApi api, Duration pause) {
    this.api = api;
    this.pause = pause;
  }

  /**
   * Opens a file.
   *
   * @throws MediaUnavailable it cannot be fetched
   * @throws IOException a later try may succeed
   */
  public MediaBytes.Opened open(MediaRef.Remote file) throws MediaUnavailable, IOException {
    var url = uri(file.url() == null ? "" : file.url());
    try {
      for (var attempt = 1; ; attempt++) {
        var answer = redirected(url);
        if (answer.status() != 404 || attempt == TRIES) {
          return opened(answer);
        }
        answer.close();
        waitForFile();
      }
    } catch (AddressRefused e) {
      throw new MediaUnavailable(e.reason(), String.valueOf(e.getMessage()));
    }
  }

  private void waitForFile() throws IOException {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TemporaryFailure(Reason.UNAVAILABLE, "Waiting for the file was interrupted.");
    }
  }

  private OutboundAnswer redirected(URI first) throws MediaUnavailable, IOException {
    var url = first;
    for (var hop = 0; hop <= HOPS; hop++) {
      var request = OutboundRequest.getFile(url).by(api.kind(), Operation.DOWNLOAD);
      var answer = api.http().send(request);
      if (!answer.redirect()) {
        return answer;
      }
      answer.close();
      url = uri(url.resolve(uri(String.valueOf(answer.header("Location")))).toString());
    }
    throw new MediaUnavailable(Reason.MEDIA_GONE, "The file's address redirects too often.");
  }

  private static MediaBytes.Opened opened(OutboundAnswer answer)
      throws MediaUnavailable, IOException {
    if (answer.success()) {
      return answer.opened();
    }
    var status = answer.status();
    answer.close();
    if (status == 429 || status >= 500) {
      throw new TemporaryFailure(
          status == 429 ? Reason.RATE_LIMITED : Reason.OTHER_SIDE,
          "The file could not be fetched now: HTTP " + status);
    }
    var reason =
        switch (status) {
          case 401 -> Reason.AUTH;
          case 403 -> Reason.FORBIDDEN;
          case 404, 410 -> Reason.MEDIA_EXPIRED;
          default -> Reason.MEDIA_GONE;
        };
    throw new MediaUnavailable(reason, "Chatwoot answered HTTP " + status + " for the file.");
  }

  private static URI uri(String url) throws MediaUnavailable {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw new MediaUnavailable(Reason.MEDIA_GONE, "The file has no valid address.");
    }
  }
}
