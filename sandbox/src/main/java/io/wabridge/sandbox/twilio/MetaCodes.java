package io.wabridge.sandbox.twilio;

/** Which of its own codes Twilio says for Meta's. */
final class MetaCodes {
  private MetaCodes() {}

  static int twilios(int code) {
    return switch (code) {
      case 131047 -> 63016;
      case 131026 -> 63024;
      case 131021 -> 63031;
      case 130429, 131056, 131048, 80007 -> 63018;
      case 131053, 131052 -> 63019;
      case 131031 -> 63051;
      case 131049 -> 63049;
      case 131050 -> 63033;
      case 132001 -> 63027;
      case 132000 -> 63028;
      case 100, 131008, 131009 -> 63021;
      default -> 63023;
    };
  }
}
