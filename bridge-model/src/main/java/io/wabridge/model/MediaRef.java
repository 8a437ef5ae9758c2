package io.wabridge.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The location of a file: at the other side, or in the store. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "at")
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface MediaRef {

  /** At the other side: an id, a short-lived address, or both. Only its connector can open it. */
  @JsonTypeName("remote")
  record Remote(
      @Nullable String id, @Nullable String url, @Nullable String sha256, @Nullable Long bytes)
      implements MediaRef {

    private static final String UPLOAD = "upload:";

    /** A file that the desk uploaded to the bridge before. */
    public static Remote ofUpload(String id) {
      return new Remote(UPLOAD + id, null, null, null);
    }

    /** The id of the upload, if it is one. */
    public Optional<String> upload() {
      return url == null && id != null && id.startsWith(UPLOAD)
          ? Optional.of(id.substring(UPLOAD.length()))
          : Optional.empty();
    }

    /** Whether a file that was fetched from here is the one that was announced. */
    public boolean fits(Stored fetched) {
      return fetched.bytes() > 0 && (sha256 == null || sha256.equalsIgnoreCase(fetched.sha256()));
    }
  }

  /** In our object store; sha256 is hex. */
  @JsonTypeName("stored")
  record Stored(String bucket, String key, long bytes, String sha256) implements MediaRef {}

  /** The file cannot be fetched yet; it follows as a message of its own. */
  @JsonTypeName("pending")
  record Pending(Reason reason) implements MediaRef {}

  /** The file could not be fetched; the reason is a text for people. */
  @JsonTypeName("gone")
  record Gone(Reason reason, String detail) implements MediaRef {}
}
