package io.wabridge.sandbox.aws;

import io.wabridge.sandbox.Blob;
import io.wabridge.sandbox.Blobs;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The bucket of an account, for addresses that were signed. */
@RestController
@RequestMapping(AwsFacade.BASE + "/{bucket:[a-z0-9][a-z0-9-]{2,62}}/{*key}")
class BucketEndpoint {
  private final Blobs blobs;

  BucketEndpoint(Blobs blobs) {
    this.blobs = blobs;
  }

  @PutMapping
  void put(@PathVariable String bucket, @PathVariable String key, HttpServletRequest request)
      throws IOException {
    AwsAccount account = owner(bucket, request);
    try (InputStream body = request.getInputStream()) {
      Blob blob = blobs.store(body);
      String type = request.getContentType();
      account
          .objects()
          .put(key, new AwsAccount.Stored(blob, type == null ? "binary/octet-stream" : type));
    }
  }

  @GetMapping
  void get(
      @PathVariable String bucket,
      @PathVariable String key,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    AwsAccount.Stored found = owner(bucket, request).objects().get(key);
    if (found == null) {
      throw new AwsException(404, "NoSuchKey", "The specified key does not exist.");
    }
    response.setContentType(found.contentType());
    response.setContentLengthLong(found.blob().size());
    Files.copy(found.blob().file(), response.getOutputStream());
  }

  @DeleteMapping
  void delete(
      @PathVariable String bucket,
      @PathVariable String key,
      HttpServletRequest request,
      HttpServletResponse response) {
    AwsAccount.Stored found = owner(bucket, request).objects().remove(key);
    if (found != null) {
      found.blob().delete();
    }
    response.setStatus(204);
  }

  private static AwsAccount owner(String bucket, HttpServletRequest request) {
    AwsAccount account = SignedCalls.account(request);
    if (!account.bucket().equals(bucket)) {
      throw new AwsException(404, "NoSuchBucket", "The specified bucket does not exist");
    }
    if (account.manners().deniesBucket()) {
      throw new AwsException(403, "AccessDenied", "Access Denied");
    }
    return account;
  }
}
