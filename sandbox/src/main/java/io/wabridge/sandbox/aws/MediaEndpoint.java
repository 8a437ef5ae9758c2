package io.wabridge.sandbox.aws;

import io.wabridge.sandbox.Blobs;
import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.whatsapp.ProviderCalls;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Files between WhatsApp and a bucket. A destination in the account's bucket is a prefix: the
 * file's id and extension are added. A signed address is used exactly as it is.
 */
@RestController("awsMediaEndpoint")
@RequestMapping(AwsFacade.BASE + "/v1/whatsapp/media")
class MediaEndpoint {
  private static final Map<String, String> EXTENSIONS =
      Map.of(
          "image/jpeg", ".jpeg",
          "image/png", ".png",
          "image/webp", ".webp",
          "audio/ogg", ".ogg",
          "video/mp4", ".mp4",
          "application/pdf", ".pdf");
  private static final int KILOBYTE = 1024;

  private final ProviderCalls meta;
  private final HttpClient http;
  private final Blobs blobs;

  MediaEndpoint(ProviderCalls meta, HttpClient http, Blobs blobs) {
    this.meta = meta;
    this.http = http;
    this.blobs = blobs;
  }

  private record File(byte[] bytes, String mimeType) {}

  @PostMapping
  JsonNode post(HttpServletRequest request) throws IOException, InterruptedException {
    JsonNode asked = SignedCalls.json(request);
    AwsAccount account = Numbers.account(request, asked);
    File file =
        asked.has("sourceS3File")
            ? object(account, asked.path("sourceS3File"))
            : fetched(asked.path("sourceS3PresignedUrl"));
    JsonNode answer = meta.upload(account.phoneNumberId(), file.bytes(), file.mimeType(), "file");
    String id = Json.text(answer, "id");
    if (id == null) {
      throw AwsException.invalid(Json.text(answer.path("error"), "message", "refused by Meta"));
    }
    return Json.object().put("mediaId", id);
  }

  private static File object(AwsAccount account, JsonNode place) throws IOException {
    AwsAccount.Stored found = account.objects().get("/" + Json.text(place, "key", ""));
    if (!account.bucket().equals(Json.text(place, "bucketName")) || found == null) {
      throw AwsException.notFound("There is no such object");
    }
    return new File(Files.readAllBytes(found.blob().file()), found.contentType());
  }

  private File fetched(JsonNode address) throws IOException, InterruptedException {
    String mimeType = contentType(address);
    HttpResponse<byte[]> answer =
        http.send(request(address).build(), HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new AwsException(403, "AccessDeniedException", "The source cannot be read");
    }
    return new File(answer.body(), mimeType);
  }

  @PostMapping("/get")
  JsonNode get(HttpServletRequest request) throws IOException, InterruptedException {
    JsonNode asked = SignedCalls.json(request);
    AwsAccount account = Numbers.account(request, asked);
    String id = Json.text(asked, "mediaId", "");
    JsonNode found = meta.lookUp(account.phoneNumberId(), id);
    String url = Json.text(found, "url");
    if (url == null) {
      throw AwsException.notFound("There is no media " + id);
    }
    String mimeType = Json.text(found, "mime_type", "application/octet-stream");
    ObjectNode answer = Json.object().put("mimeType", mimeType);
    if (asked.path("metadataOnly").asBoolean(false)) {
      return answer.put("fileSize", kilobytes(found.path("file_size").asLong(0)));
    }
    HttpResponse<InputStream> file = meta.open(account.phoneNumberId(), url);
    byte[] bytes;
    try (InputStream body = file.body()) {
      bytes = body.readAllBytes();
    }
    if (file.statusCode() != 200) {
      throw AwsException.notFound("There is no media " + id);
    }
    if (asked.has("destinationS3File")) {
      store(account, asked.path("destinationS3File"), id, mimeType, bytes);
    } else {
      put(asked.path("destinationS3PresignedUrl"), bytes);
    }
    return answer.put("fileSize", kilobytes(bytes.length));
  }

  private static long kilobytes(long bytes) {
    return (bytes + KILOBYTE - 1) / KILOBYTE;
  }

  private void store(AwsAccount account, JsonNode place, String id, String mimeType, byte[] bytes)
      throws IOException {
    if (!account.bucket().equals(Json.text(place, "bucketName"))) {
      throw AwsException.notFound("There is no such bucket");
    }
    String bare = mimeType.replaceFirst(";.*", "");
    String key = Json.text(place, "key", "") + id + EXTENSIONS.getOrDefault(bare, "");
    account
        .objects()
        .put(
            "/" + key,
            new AwsAccount.Stored(blobs.store(new ByteArrayInputStream(bytes)), mimeType));
  }

  private void put(JsonNode address, byte[] bytes) throws IOException, InterruptedException {
    HttpRequest request =
        request(address)
            .header("Content-Type", contentType(address))
            .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
            .build();
    if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() != 200) {
      throw new AwsException(403, "AccessDeniedException", "The destination cannot be written");
    }
  }

  private static String contentType(JsonNode address) {
    String type = Json.text(address.path("headers"), "Content-Type");
    if (type == null) {
      throw AwsException.validation("headers must contain Content-Type");
    }
    return type;
  }

  private static HttpRequest.Builder request(JsonNode address) {
    String url = Json.text(address, "url", "");
    if (!url.matches("https?://.{1,1990}")) {
      throw AwsException.validation("a file or a presigned URL is required");
    }
    return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20));
  }

  @DeleteMapping
  JsonNode delete(@RequestParam String mediaId, @RequestParam String originationPhoneNumberId) {
    return Json.object().put("success", true);
  }
}
