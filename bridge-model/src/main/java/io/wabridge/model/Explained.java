package io.wabridge.model;

/** A failure that has a reason. */
public interface Explained {

  Reason reason();
}
