package io.wabridge.state.search;

/** A search was cancelled; the caller must narrow it. */
class SearchTooSlowException extends IllegalArgumentException {

  SearchTooSlowException(Exception cause) {
    super(
        "This search takes too long. Add a word that is less common, or after: and before:.",
        cause);
  }
}
