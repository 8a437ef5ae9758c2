package io.wabridge.suite.status;

import java.util.List;

/** Exists so that a store that does not answer costs the screen one line, not the other stores. */
interface StatusSection {

  String title();

  List<String> lines() throws Exception;
}
