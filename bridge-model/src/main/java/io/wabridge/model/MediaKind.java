package io.wabridge.model;

/** What a file is to the person who looks at it. */
public enum MediaKind {
  IMAGE,
  VIDEO,
  AUDIO,
  DOCUMENT,
  STICKER
}
