package io.wabridge.genesys.api;

import io.wabridge.kit.client.SuspendedTenants;
import io.wabridge.kit.store.MediaLinks;
import io.wabridge.kit.store.ObjectStore;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Files for the desk, by signed link: with length and type, HEAD and ranges, streamed from the
 * store, which need not be public.
 */
@RestController
class MediaController {

  private final MediaLinks links;
  private final ObjectStore store;
  private final SuspendedTenants suspended;

  MediaController(MediaLinks links, ObjectStore store, SuspendedTenants suspended) {
    this.links = links;
    this.store = store;
    this.suspended = suspended;
  }

  @RequestMapping(
      path = "/media/{link}",
      method = {RequestMethod.GET, RequestMethod.HEAD})
  void get(@PathVariable String link, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var target =
        links
            .read(link)
            .filter(found -> !suspended.contains(found.tenant()))
            .orElseThrow(() ->
                new ResponseStatusException(
                    HttpStatus.FORBIDDEN,
                    "This link is not valid: it was changed or has expired."));
    var ranges = ranges(request.getHeader(HttpHeaders.RANGE));
    if (request.getMethod().equals("GET") && ranges.isEmpty()) {
      whole(target, response);
    } else {
      part(target, ranges, request, response);
    }
  }

  private void whole(MediaLinks.Target target, HttpServletResponse response) throws IOException {
    try (var file =
        store.find(target.bucket(), target.key()).orElseThrow(MediaController::isGone)) {
      describe(target, response);
      response.setContentLengthLong(file.size());
      file.bytes().transferTo(response.getOutputStream());
    }
  }

  private void part(
      MediaLinks.Target target,
      List<HttpRange> ranges,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var size = store.size(target.bucket(), target.key());
    if (size < 0) {
      throw isGone();
    }
    describe(target, response);
    var from = 0L;
    var to = size - 1;
    if (!ranges.isEmpty() && size > 0) {
      from = ranges.getFirst().getRangeStart(size);
      to = ranges.getFirst().getRangeEnd(size);
      if (from >= size) {
        response.setStatus(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value());
        response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
        return;
      }
      response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
      response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes " + from + "-" + to + "/" + size);
    }
    response.setContentLengthLong(to - from + 1);
    if (request.getMethod().equals("GET") && size > 0) {
      try (var bytes = store.get(target.bucket(), target.key(), from, to - from + 1)) {
        bytes.transferTo(response.getOutputStream());
      }
    }
  }

  private static ResponseStatusException isGone() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND, "The file no longer exists.");
  }

  /** An invalid range is ignored (RFC 9110, 14.2). */
  private static List<HttpRange> ranges(@Nullable String asked) {
    try {
      return HttpRange.parseRanges(asked);
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  private static void describe(MediaLinks.Target target, HttpServletResponse response) {
    response.setContentType(ServedTypes.of(target.mimeType()));
    response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=3600");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
    var disposition = ContentDisposition.attachment();
    if (!target.filename().isEmpty()) {
      disposition.filename(target.filename(), StandardCharsets.UTF_8);
    }
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition.build().toString());
  }
}
