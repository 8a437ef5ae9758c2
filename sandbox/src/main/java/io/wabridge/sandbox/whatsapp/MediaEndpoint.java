package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Blobs;
import io.wabridge.sandbox.FaultFilter;
import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.ThrottledTransfer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;

/** Upload and download of media; lookup and deletion are in the node endpoint. */
@RestController
class MediaEndpoint {
  private final TokenAuthorization authorization;
  private final MediaStore mediaStore;
  private final Blobs blobs;

  MediaEndpoint(TokenAuthorization authorization, MediaStore mediaStore, Blobs blobs) {
    this.authorization = authorization;
    this.mediaStore = mediaStore;
    this.blobs = blobs;
  }

  @PostMapping("/{id}/media")
  JsonNode upload(
      @PathVariable String id,
      @RequestParam(name = "messaging_product", required = false) @Nullable String product,
      @RequestParam(required = false) @Nullable MultipartFile file,
      HttpServletRequest request)
      throws IOException {
    BusinessNumber number = authorization.number(request, id);
    if (product == null) {
      throw GraphException.param("The parameter messaging_product is required.");
    }
    if (!product.equals("whatsapp")) {
      throw GraphException.param(
          "Param messaging_product must be one of {WHATSAPP} - got \"" + product + "\".");
    }
    if (file == null) {
      throw GraphException.param("The parameter file is required.");
    }
    String mime =
        file.getContentType() == null ? "application/octet-stream" : file.getContentType();
    String kind = MediaKinds.kind(mime);
    if (kind == null) {
      throw GraphException.of(131053, "Unsupported file type " + mime + ".");
    }
    if (file.getSize() == 0) {
      throw GraphException.param("Param file must not be empty.");
    }
    if (file.getSize() > MediaKinds.limit("document", false)) {
      throw GraphException.of(131053, "File is larger than 100 MB.");
    }
    try (InputStream in = file.getInputStream()) {
      Media media = mediaStore.put(blobs.store(in), mime, file.getOriginalFilename(), number);
      boolean animated = kind.equals("sticker") && MediaKinds.animated(media);
      if (media.blob().size() > MediaKinds.limit(kind, animated)) {
        mediaStore.expire(media);
        throw GraphException.of(131053, "File is larger than a " + kind + " may be.");
      }
      return Json.object().put("id", media.id());
    }
  }

  @GetMapping({"/whatsapp_business/attachments/", "/whatsapp_business/attachments"})
  void download(
      @RequestParam String mid,
      @RequestParam long ext,
      @RequestParam String hash,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    String value = TokenAuthorization.presented(request);
    Token token = value == null ? null : authorization.find(value);
    Media media =
        token == null || authorization.expired(token) ? null : mediaStore.open(mid, ext, hash);
    if (media == null) {
      response.setStatus(404);
      return;
    }
    DownloadFault fault = mediaStore.fault(media.id());
    if (fault != null && fault.status() > 0) {
      mediaStore.applied(fault);
      response.setStatus(fault.status());
      return;
    }
    if (fault != null) {
      mediaStore.applied(fault);
      fault.delay();
    }
    response.setContentType(media.mime());
    response.setContentLengthLong(media.blob().size());
    int rate =
        request.getAttribute(FaultFilter.BYTES_PER_SECOND) instanceof Integer slow ? slow : 0;
    ThrottledTransfer.copy(media.blob(), response.getOutputStream(), rate);
  }
}
