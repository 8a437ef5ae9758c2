package io.wabridge.whatsapp.api.template;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.store.MediaStore;
import io.wabridge.model.Content;
import io.wabridge.model.Direction;
import io.wabridge.model.Ids;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.MessageId;
import io.wabridge.model.connector.TemplatesRefused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Uploads samples of files in headers, which reviewers see. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/channels/{channelId}/templates/samples")
@Tag(name = "Templates")
class SampleController {

  private static final int MOST = 16 * 1024 * 1024;

  /**
   * A sample.
   *
   * @param handle goes into the header's {@code example.header_handle}; use it soon
   */
  record Sample(String handle) {}

  private final Tenants tenants;
  private final TemplateCalls calls;
  private final MediaStore store;

  SampleController(Tenants tenants, TemplateCalls calls, MediaStore store) {
    this.tenants = tenants;
    this.calls = calls;
    this.store = store;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(summary = "Uploads a sample file: its bytes, with its Content-Type")
  Sample upload(
      @PathVariable String tenantId,
      @PathVariable String channelId,
      @RequestParam(defaultValue = "sample") String filename,
      @RequestHeader(HttpHeaders.CONTENT_TYPE) String type,
      @RequestBody byte[] bytes)
      throws IOException {
    if (bytes.length > MOST) {
      throw new IllegalArgumentException("A sample may have 16 MB at most.");
    }
    var channel =
        tenants
            .channels()
            .find(channelId)
            .filter(one -> one.tenant().value().equals(tenantId))
            .orElseThrow(() -> new NotFoundException("There is no channel " + channelId + "."));
    var stored = stored(channel, type, bytes);
    try {
      var file = new Content.Media(MediaKind.DOCUMENT, type, filename, null, false, stored);
      return new Sample(
          calls.make(
              channel, (connector, context) -> connector.uploadSample(file, stored, context)));
    } catch (TemplatesRefused e) {
      throw TemplateProblem.refused(e);
    } finally {
      store.remove(stored);
    }
  }

  private MediaRef.Stored stored(Channel channel, String type, byte[] bytes) throws IOException {
    try {
      return store.save(
          channel.tenant(),
          new MessageId(Ids.next()),
          Direction.OUTBOUND,
          new MediaBytes.Opened(new ByteArrayInputStream(bytes), type, (long) bytes.length),
          type,
          MOST);
    } catch (MediaStore.TooLarge e) {
      throw new IllegalArgumentException("A sample may have 16 MB at most.", e);
    }
  }
}
