package io.wabridge.suite.bench;

/** The groups of processes whose processor time is measured. */
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
