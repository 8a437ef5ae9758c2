package io.wabridge.sandbox.genesys;

import io.wabridge.sandbox.Blob;
import io.wabridge.sandbox.BoundedMap;
import io.wabridge.sandbox.FaultFilter;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ThrottledTransfer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The host of agents' attachments: public, for token holders, closed, or redirecting. */
@RestController
class Downloads {
  private final BoundedMap<String, Download> downloads =
      new BoundedMap<>(20_000, download -> download.blob().delete());
  private final AccessTokens accessTokens;
  private final Settings<GenesysSettings> settings;

  Downloads(AccessTokens accessTokens, Settings<GenesysSettings> settings) {
    this.accessTokens = accessTokens;
    this.settings = settings;
  }

  Download keep(Blob blob, String mime, String filename) {
    String id = UUID.randomUUID().toString().replace("-", "");
    Download download = new Download(id, blob, mime, filename);
    downloads.put(id, download);
    return download;
  }

  @GetMapping("/api/v2/downloads/{id}")
  void get(
      @PathVariable String id,
      @RequestParam(defaultValue = "false") boolean moved,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Download download = downloads.get(id);
    if (download == null) {
      throw GenesysException.notFound("download " + id);
    }
    switch (settings.now().downloads()) {
      case "expired" -> throw GenesysException.status(403);
      case "bearer" -> {
        if (!accessTokens.knows(request.getHeader("Authorization"))) {
          throw GenesysException.noCredentials();
        }
        send(download, request, response);
      }
      case "redirect" -> {
        if (!moved) {
          String other = request.getServerName().equals("localhost") ? "127.0.0.1" : "localhost";
          response.sendRedirect(
              "http://%s:%d/api/v2/downloads/%s?moved=true"
                  .formatted(other, request.getServerPort(), id));
        } else if (request.getHeader("Authorization") != null) {
          throw GenesysException.badRequest("an Authorization header was leaked to another host");
        } else {
          send(download, request, response);
        }
      }
      default -> send(download, request, response);
    }
  }

  private static void send(
      Download download, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType(download.mime());
    response.setContentLengthLong(download.blob().size());
    response.setHeader(
        "Content-Disposition",
        ContentDisposition.attachment()
            .filename(download.filename(), java.nio.charset.StandardCharsets.UTF_8)
            .build()
            .toString());
    int rate =
        request.getAttribute(FaultFilter.BYTES_PER_SECOND) instanceof Integer slow ? slow : 0;
    ThrottledTransfer.copy(download.blob(), response.getOutputStream(), rate);
  }

  void clear() {
    downloads.clear();
  }
}
