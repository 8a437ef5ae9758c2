package io.wabridge.state.history;

/** The forms of a transcript, by the names that callers use. */
enum TranscriptFormat {
  JSON("application/json"),
  TEXT("text/plain;charset=UTF-8"),
  PDF("application/pdf");

  private final String mediaType;

  TranscriptFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }

  String extension() {
    return switch (this) {
      case JSON -> "json";
      case TEXT -> "txt";
      case PDF -> "pdf";
    };
  }

  static TranscriptFormat named(String name) {
    return switch (name) {
      case "json" -> JSON;
      case "text" -> TEXT;
      case "pdf" -> PDF;
      default ->
          throw new IllegalArgumentException(
              "The parameter format must be one of: json, text, pdf.");
    };
  }
}
