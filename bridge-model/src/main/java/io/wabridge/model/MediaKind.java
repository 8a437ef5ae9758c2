package io.wabridge.model;

/** The kind of a file, as a person sees it. */
public enum MediaKind {
  IMAGE,
  VIDEO,
  AUDIO,
  DOCUMENT,
  STICKER
}
