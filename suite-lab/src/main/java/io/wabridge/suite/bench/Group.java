package io.wabridge.suite.bench;

/** Who uses the processor. */
enum Group {
  SERVICES("services"),
  BROKER("broker"),
  DATABASE("database"),
  REDIS("redis"),
  STORE("store"),
  LOAD("load+ends"),
  BASELINE("baseline");

  final String title;

  Group(String title) {
    this.title = title;
  }
}
