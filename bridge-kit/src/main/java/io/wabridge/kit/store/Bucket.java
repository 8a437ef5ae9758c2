package io.wabridge.kit.store;

/** The four buckets; every key begins with the tenant. */
public enum Bucket {
  WEBHOOKS_INBOUND("webhooks-inbound"),
  WEBHOOKS_OUTBOUND("webhooks-outbound"),
  MEDIA_INBOUND("media-inbound"),
  MEDIA_OUTBOUND("media-outbound");

  private final String bucketName;

  Bucket(String bucketName) {
    this.bucketName = bucketName;
  }

  public String bucketName() {
    return bucketName;
  }
}
