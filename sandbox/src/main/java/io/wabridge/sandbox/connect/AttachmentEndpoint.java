package io.wabridge.sandbox.connect;

import io.wabridge.sandbox.Blob;
import io.wabridge.sandbox.Blobs;
import io.wabridge.sandbox.BoundedMap;
import io.wabridge.sandbox.FaultFilter;
import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.OwnAddress;
import io.wabridge.sandbox.SandboxScheduler;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import io.wabridge.sandbox.ThrottledTransfer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Attachments of chats, and the storage to which presigned addresses lead. */
@RestController
class AttachmentEndpoint {
  private static final String BEARER = "X-Amz-Bearer";
  private static final long LARGEST = 20L * 1024 * 1024;
  private static final int MOST = 35;
  private static final long URL_MS = 15 * 60_000L;
  private static final Set<String> TYPES =
      Set.of(
          "csv", "doc", "docx", "heic", "jfif", "jpeg", "jpg", "mov", "mp4", "pdf", "png", "ppt",
          "pptx", "rtf", "txt", "wav", "xls", "xlsx");

  private final BoundedMap<String, Attachment> stored = new BoundedMap<>(5_000);
  private final Chats chats;
  private final ClientTokens tokens;
  private final Blobs blobs;
  private final OwnAddress address;
  private final SandboxScheduler scheduler;
  private final ShiftingClock clock;
  private final Settings<ConnectSettings> settings;

  AttachmentEndpoint(
      Chats chats,
      ClientTokens tokens,
      Blobs blobs,
      OwnAddress address,
      SandboxScheduler scheduler,
      ShiftingClock clock,
      Settings<ConnectSettings> settings) {
    this.chats = chats;
    this.tokens = tokens;
    this.blobs = blobs;
    this.address = address;
    this.scheduler = scheduler;
    this.clock = clock;
    this.settings = settings;
  }

  @PostMapping("/participant/start-attachment-upload")
  JsonNode start(
      @RequestHeader(name = BEARER, required = false) @Nullable String bearer,
      @RequestBody JsonNode asked) {
    Chat chat = chats.ofConnection(bearer);
    String name = Json.text(asked, "AttachmentName", "");
    long size = asked.path("AttachmentSizeInBytes").asLong(0);
    String type = Json.text(asked, "ContentType", "");
    if (!settings.now().attachments()) {
      throw ConnectException.validation("Attachments are not enabled for this instance");
    }
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (name.isEmpty() || name.length() > 256 || !TYPES.contains(extension) || type.isEmpty()) {
      throw ConnectException.validation("The type of the attachment is not supported");
    }
    if (size < 1 || size > LARGEST) {
      throw ConnectException.validation("The attachment is too large");
    }
    return tokens.once(
        "upload " + chat.id(),
        Json.text(asked, "ClientToken"),
        asked,
        false,
        () -> {
          if (chat.attachments().size() >= MOST) {
            throw ConnectException.of(
                402, "ServiceQuotaExceededException", "Too many attachments in this contact");
          }
          return begun(keep(chat, name, type, size));
        });
  }

  private Attachment keep(Chat chat, String name, String type, long size) {
    Attachment file =
        new Attachment(
            UUID.randomUUID().toString(),
            Instances.random(16),
            chat,
            name,
            type,
            size,
            clock.millis() + URL_MS);
    chat.attachments().put(file.id(), file);
    stored.put(file.key(), file);
    return file;
  }

  private ObjectNode begun(Attachment file) {
    ObjectNode json = Json.object().put("AttachmentId", file.id());
    ObjectNode metadata = json.putObject("UploadMetadata");
    metadata.put("Url", url(file));
    metadata.put("UrlExpiry", Instant.ofEpochMilli(file.urlExpiresMs()).toString());
    ObjectNode headers = metadata.putObject("HeadersToInclude");
    headers(file).forEach(headers::put);
    return json;
  }

  private static Map<String, String> headers(Attachment file) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("Content-Disposition", "attachment; filename=\"" + file.id() + "\"");
    headers.put("Content-Length", Long.toString(file.size()));
    headers.put("Content-Type", file.contentType());
    headers.put("x-amz-acl", "bucket-owner-full-control");
    return headers;
  }

  private String url(Attachment file) {
    String given = file.chat().instance().address();
    String base = given.isEmpty() ? address.base() : given;
    return base + "/storage/" + file.key() + "?X-Amz-Signature=" + file.key();
  }

  @PutMapping("/storage/{key}")
  void put(@PathVariable String key, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Attachment file = stored.get(key);
    boolean exact =
        file != null
            && clock.millis() < file.urlExpiresMs()
            && key.equals(request.getParameter("X-Amz-Signature"))
            && headers(file).entrySet().stream()
                .allMatch(each -> each.getValue().equals(request.getHeader(each.getKey())));
    if (file == null || !exact) {
      forbidden(response);
      return;
    }
    try (InputStream in = request.getInputStream()) {
      file.store(blobs.store(in));
    }
  }

  private static void forbidden(HttpServletResponse response) throws IOException {
    response.setStatus(403);
    response.setContentType("application/xml");
    response
        .getOutputStream()
        .write(
            "<Error><Code>SignatureDoesNotMatch</Code></Error>".getBytes(StandardCharsets.UTF_8));
  }

  @PostMapping("/participant/complete-attachment-upload")
  JsonNode complete(
      @RequestHeader(name = BEARER, required = false) @Nullable String bearer,
      @RequestBody JsonNode asked) {
    Chat chat = chats.ofConnection(bearer);
    return tokens.once(
        "complete " + chat.id(),
        Json.text(asked, "ClientToken"),
        asked,
        false,
        () -> {
          for (JsonNode id : asked.path("AttachmentIds")) {
            complete(chat, id.asString());
          }
          return Json.object();
        });
  }

  private void complete(Chat chat, String id) {
    Attachment file = chat.attachments().get(id);
    if (file == null) {
      throw ConnectException.notFound("Attachment not found");
    }
    Blob blob = file.blob();
    if (blob == null || blob.size() != file.size()) {
      throw ConnectException.of(409, "ConflictException", "The attachment was not uploaded");
    }
    scheduler.after(settings.now().scanMs(), () -> scanned(chat, file));
  }

  private void scanned(Chat chat, Attachment file) {
    file.status(file.name().contains("eicar") ? "REJECTED" : "APPROVED");
    add(chat, file, "CUSTOMER", chat.displayName(), "ALL");
  }

  void add(Chat chat, Attachment file, String role, String name, String visibility) {
    chats.add(
        chat,
        "ATTACHMENT",
        "application/vnd.amazonaws.connect.message.attachment",
        null,
        role,
        name,
        visibility,
        List.of(file));
  }

  /** A file of the agent: {size, seed, mime, filename, status}. */
  Attachment generated(Chat chat, JsonNode asked) throws IOException {
    String type = Json.text(asked, "mime", "application/pdf");
    Blob blob =
        blobs.generate(asked.path("size").asLong(10_000), asked.path("seed").asLong(1), type);
    Attachment file = keep(chat, Json.text(asked, "filename", "file.pdf"), type, blob.size());
    file.store(blob);
    file.status(Json.text(asked, "status", "APPROVED"));
    return file;
  }

  Attachment uploaded(Chat chat, String name, String type, InputStream in) throws IOException {
    Blob blob = blobs.store(in);
    Attachment file = keep(chat, name, type, blob.size());
    file.store(blob);
    file.status("APPROVED");
    return file;
  }

  @PostMapping("/participant/attachment")
  JsonNode get(
      @RequestHeader(name = BEARER, required = false) @Nullable String bearer,
      @RequestBody JsonNode asked) {
    Chat chat = chats.ofConnection(bearer);
    Attachment file = chat.attachments().get(Json.text(asked, "AttachmentId", ""));
    if (file == null || !file.status().equals("APPROVED")) {
      throw ConnectException.notFound("Attachment not found");
    }
    return Json.object()
        .put("Url", url(file))
        .put("UrlExpiry", Instant.ofEpochMilli(clock.millis() + URL_MS).toString())
        .put("AttachmentSizeInBytes", file.size());
  }

  @GetMapping("/storage/{key}")
  void download(@PathVariable String key, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Attachment file = stored.get(key);
    Blob blob = file == null ? null : file.blob();
    if (file == null || blob == null || request.getHeader(BEARER) != null) {
      forbidden(response);
      return;
    }
    response.setContentType(file.contentType());
    response.setContentLengthLong(blob.size());
    response.setHeader("Content-Security-Policy", "sandbox");
    int rate =
        request.getAttribute(FaultFilter.BYTES_PER_SECOND) instanceof Integer slow ? slow : 0;
    ThrottledTransfer.copy(blob, response.getOutputStream(), rate);
  }
}
