package io.wabridge.suite.status;

import java.util.List;

/** One section of the screen; if its store does not answer, only this section shows an error. */
interface StatusSection {

  String title();

  List<String> lines() throws Exception;
}
