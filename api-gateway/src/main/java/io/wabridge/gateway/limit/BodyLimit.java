package io.wabridge.gateway.limit;

/** How large the bodies of a kind of request may be, and how slow. */
enum BodyLimit {
  /** The services know the exact limit of each kind of webhook. */
  WEBHOOK("A webhook may have 3 MB at most.", 3, 64),
  UPLOAD("A file may have 100 MB at most.", 101, 16),
  OTHER("The body of a request may have 1 MB at most.", 1, 4);

  private final String rule;
  private final long bytes;
  private final long bytesPerSecond;

  BodyLimit(String rule, long megabytes, long kilobytesPerSecond) {
    this.rule = rule;
    this.bytes = megabytes * 1024 * 1024;
    this.bytesPerSecond = kilobytesPerSecond * 1024;
  }

  static BodyLimit of(String path) {
    if (path.equals("/api/v1/uploads")) {
      return UPLOAD;
    }
    return path.startsWith("/webhooks/") ? WEBHOOK : OTHER;
  }

  String rule() {
    return rule;
  }

  long bytes() {
    return bytes;
  }

  /** The least rate at which a body arrives. */
  long bytesPerSecond() {
    return bytesPerSecond;
  }
}
