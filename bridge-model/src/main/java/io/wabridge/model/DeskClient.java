package io.wabridge.model;

/** What signs in at a desk: an OAuth client there. */
public record DeskClient(String id, Secret secret) {}
