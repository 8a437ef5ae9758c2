package io.wabridge.genesys.webhook;

import io.wabridge.kit.client.Desk;
import io.wabridge.kit.resilience.Quotas;
import io.wabridge.kit.store.MediaStore;
import io.wabridge.kit.store.Uploads;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes files that systems send through the public API before they name them in messages. The form
 * is read only after the key was checked, and goes through a temporary file into the store.
 */
@RestController
class UploadController {

  private static final Logger log = LoggerFactory.getLogger(UploadController.class);

  private static final String FILE = "file";

  /** Each has a temporary file. */
  private static final int AT_ONCE = 16;

  private final DeskKeys keys;
  private final Quotas quotas;
  private final Uploads uploads;
  private final UploadLimits limits;
  private final Semaphore free = new Semaphore(AT_ONCE);

  UploadController(DeskKeys keys, Quotas quotas, Uploads uploads, UploadLimits limits) {
    this.keys = keys;
    this.quotas = quotas;
    this.uploads = uploads;
    this.limits = limits;
  }

  /**
   * The answer.
   *
   * @param expiresAt until then a message may name it
   */
  record Uploaded(String uploadId, String mimeType, long bytes, Instant expiresAt) {}

  @PostMapping("/desk-api/uploads")
  @ResponseStatus(HttpStatus.CREATED)
  Uploaded upload(HttpServletRequest request) throws IOException {
    var desk = keys.desk(request);
    if (request.getContentLengthLong() > limits.most() + UploadForms.FORM) {
      throw ApiProblem.tooLarge("any kind", limits.most());
    }
    quotas.take(desk.tenant(), desk.quotaPerSecond(), 1);
    if (!free.tryAcquire()) {
      throw ApiProblem.retryable(
          HttpStatus.SERVICE_UNAVAILABLE, "BUSY", "Too many uploads at the same time.");
    }
    try {
      return save(desk, part(request));
    } finally {
      free.release();
    }
  }

  private Part part(HttpServletRequest request) throws IOException {
    Part part;
    try {
      part = request.getPart(FILE);
    } catch (IllegalStateException e) {
      if (e.getCause() == null) {
        throw e;
      }
      throw ApiProblem.tooLarge("any kind", limits.most());
    } catch (ServletException e) {
      throw new ApiProblem(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "INVALID_UPLOAD",
          "The body must be a form of the type multipart/form-data.");
    }
    if (part == null || part.getSize() == 0) {
      throw ApiProblem.invalid(FILE, "must be a part of the form, with the bytes of the file");
    }
    return part;
  }

  private Uploaded save(Desk desk, Part part) throws IOException {
    try (var bytes = part.getInputStream()) {
      var saved =
          uploads.save(
              desk.tenant(),
              desk.id(),
              part.getContentType(),
              part.getSubmittedFileName(),
              bytes,
              part.getSize(),
              limits::of);
      log.atDebug().addKeyValue("desk", desk.id()).log("a file was uploaded");
      return new Uploaded(saved.id(), saved.mimeType(), saved.bytes(), saved.expiresAt());
    } catch (MediaStore.TooLarge e) {
      throw ApiProblem.tooLarge(type(part), e.limit());
    } catch (IOException e) {
      log.atWarn().log("an upload could not be stored: {}", e.getMessage());
      throw ApiProblem.retryable(
          HttpStatus.SERVICE_UNAVAILABLE, "STORE_UNAVAILABLE", "The file store does not answer.");
    } finally {
      part.delete();
    }
  }

  private static String type(Part part) {
    @Nullable String type = part.getContentType();
    return type == null ? "application/octet-stream" : type;
  }
}
