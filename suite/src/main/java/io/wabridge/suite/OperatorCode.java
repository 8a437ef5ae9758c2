package io.wabridge.suite;

import java.util.Map;

/** Prints a one-time link with which a person becomes an operator. */
final class OperatorCode {

  private OperatorCode() {}

  public static void main(String... args) {
    System.out.println("This link creates an operator. It works once, for 4 hours:");
    System.out.println("    " + link(Addresses.of(System.getenv())));
  }

  static String link(Addresses addresses) {
    return new Http(addresses.gateway(), addresses.adminToken())
        .post("/api/v1/operator-codes", Map.of())
        .path("link")
        .asString();
  }
}
