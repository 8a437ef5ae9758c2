package io.wabridge.model;

/** A failure that knows its reason. */
public interface Explained {

  Reason reason();
}
