package io.wabridge.sandbox.whatsapp;

/** An approved message template, as much of it as sending needs. */
record Template(
    String id, String name, String language, String category, String body, int bodyParameters) {}
