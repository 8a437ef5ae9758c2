package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Blobs;
import io.wabridge.sandbox.Json;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The control API to add, read and delete media. */
@RestController
class MediaControl {
  private final MediaStore mediaStore;
  private final Blobs blobs;

  MediaControl(MediaStore mediaStore, Blobs blobs) {
    this.mediaStore = mediaStore;
    this.blobs = blobs;
  }

  @PostMapping("/sandbox/media")
  JsonNode upload(@RequestParam MultipartFile file, @RequestParam String mime) throws IOException {
    try (InputStream in = file.getInputStream()) {
      return view(mediaStore.put(blobs.store(in), mime, file.getOriginalFilename(), null));
    }
  }

  @GetMapping("/sandbox/media/{id}")
  JsonNode media(@PathVariable String id) {
    return view(find(id));
  }

  @GetMapping("/sandbox/media/{id}/bytes")
  ResponseEntity<Resource> bytes(@PathVariable String id) {
    Media media = find(id);
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(media.mime()))
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "sandbox")
        .body(new FileSystemResource(media.blob().file()));
  }

  @PostMapping("/sandbox/media/{id}/gone")
  JsonNode gone(@PathVariable String id) {
    mediaStore.expire(find(id));
    return Json.object().put("success", true);
  }

  private Media find(String id) {
    Media media = mediaStore.evenIfGone(id);
    if (media == null) {
      throw new NotFoundException("media " + id);
    }
    return media;
  }

  private static ObjectNode view(Media media) {
    return Json.object()
        .put("id", media.id())
        .put("mime", media.mime())
        .put("size", media.blob().size())
        .put("sha256", media.blob().sha256());
  }
}
