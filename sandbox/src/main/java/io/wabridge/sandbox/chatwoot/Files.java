package io.wabridge.sandbox.chatwoot;

import io.wabridge.sandbox.Blob;
import io.wabridge.sandbox.Blobs;
import io.wabridge.sandbox.BoundedMap;
import io.wabridge.sandbox.FaultFilter;
import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import io.wabridge.sandbox.ThrottledTransfer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;

/** Stores the files of messages and serves them: an address that redirects to the storage. */
@RestController
class Files {
  private final BoundedMap<String, Attachment> files =
      new BoundedMap<>(2000, one -> one.blob().delete());
  private final AtomicLong ids = new AtomicLong(89);
  private final Blobs blobs;
  private final ShiftingClock clock;
  private final Settings<ChatwootSettings> settings;

  Files(Blobs blobs, ShiftingClock clock, Settings<ChatwootSettings> settings) {
    this.blobs = blobs;
    this.clock = clock;
    this.settings = settings;
  }

  Attachment store(MultipartFile file, boolean voice) throws IOException {
    if (file.getSize() > settings.now().maxUploadBytes()) {
      throw ChatwootException.error(413, "Request Entity Too Large");
    }
    String type = file.getContentType();
    String name = file.getOriginalFilename();
    try (InputStream in = file.getInputStream()) {
      return keep(
          blobs.store(in),
          type == null ? "application/octet-stream" : type,
          name == null || name.isBlank() ? "file" : name,
          voice);
    }
  }

  /** A generated file: {size, seed, mime, filename, voice}. */
  Attachment generated(JsonNode asked) throws IOException {
    String mime = Json.text(asked, "mime", "application/pdf");
    Blob blob =
        blobs.generate(asked.path("size").asLong(10_000), asked.path("seed").asLong(1), mime);
    return keep(
        blob, mime, Json.text(asked, "filename", "file"), asked.path("voice").asBoolean(false));
  }

  private Attachment keep(Blob blob, String mime, String name, boolean voice) {
    long id = ids.incrementAndGet();
    Attachment file =
        new Attachment(id, "ey" + id + Accounts.random(8), blob, mime, name, voice, clock.millis());
    files.put(file.key(), file);
    return file;
  }

  @GetMapping("/rails/active_storage/blobs/redirect/{key}/{name}")
  void redirect(@PathVariable String key, HttpServletResponse response) throws IOException {
    Attachment file = require(key);
    if (clock.millis() < file.storedAtMs() + settings.now().fileDelayMs()) {
      throw ChatwootException.notFound();
    }
    response.sendRedirect(file.path("disk"));
  }

  @GetMapping("/rails/active_storage/disk/{key}/{name}")
  void disk(@PathVariable String key, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getHeader("api_access_token") != null) {
      throw ChatwootException.error(400, "a token was sent to the storage");
    }
    Attachment file = require(key);
    response.setContentType(file.mime());
    response.setContentLengthLong(file.blob().size());
    response.setHeader("Content-Security-Policy", "sandbox");
    int rate =
        request.getAttribute(FaultFilter.BYTES_PER_SECOND) instanceof Integer slow ? slow : 0;
    ThrottledTransfer.copy(file.blob(), response.getOutputStream(), rate);
  }

  private Attachment require(String key) {
    Attachment file = files.get(key);
    if (file == null) {
      throw ChatwootException.notFound();
    }
    return file;
  }

  void clear() {
    files.clear();
  }
}
