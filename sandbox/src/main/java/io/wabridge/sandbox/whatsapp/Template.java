package io.wabridge.sandbox.whatsapp;

/** An approved message template, with the parts that sending needs. */
record Template(
    String id, String name, String language, String category, String body, int bodyParameters) {}
