package io.wabridge.suite.status;

import io.minio.BucketExistsArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.errors.MinioException;
import java.util.ArrayList;
import java.util.List;

/** Shows the number and size of archived webhooks and media in each bucket. */
final class StatusBuckets implements StatusSection {

  private static final List<String> BUCKETS =
      List.of("webhooks-inbound", "webhooks-outbound", "media-inbound", "media-outbound");

  private final StatusSettings settings;

  StatusBuckets(StatusSettings settings) {
    this.settings = settings;
  }

  @Override
  public String title() {
    return "S3 store (%s)".formatted(settings.get("BRIDGE_STORE_ENDPOINT"));
  }

  @Override
  public List<String> lines() throws MinioException {
    MinioClient store =
        MinioClient.builder()
            .endpoint(settings.get("BRIDGE_STORE_ENDPOINT"))
            .credentials(
                settings.get("BRIDGE_STORE_ACCESS_KEY"), settings.get("BRIDGE_STORE_SECRET_KEY"))
            .build();
    var rows = new ArrayList<List<String>>();
    for (String bucket : BUCKETS) {
      rows.add(row(store, bucket));
    }
    return StatusScreen.columns(rows);
  }

  private static List<String> row(MinioClient store, String bucket) throws MinioException {
    if (!store.bucketExists(BucketExistsArgs.builder().bucket(bucket).build())) {
      return List.of(bucket, "not there yet");
    }
    long count = 0;
    long bytes = 0;
    var which = ListObjectsArgs.builder().bucket(bucket).recursive(true).build();
    for (var object : store.listObjects(which)) {
      count++;
      bytes += object.get().size();
    }
    return List.of(bucket, count + " objects", StatusText.bytes(bytes));
  }
}
