package io.wabridge.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The rules of docs/style/banned-words.txt, applied to plain text. */
record BannedWords(List<Rule> rules, List<Pattern> allowed) {

  /** One banned expression and the words to use instead. */
  record Rule(Pattern banned, String instead) {}

  /** A banned expression in a text. */
  record Finding(int line, String found, String instead) {}

  private static final String ALLOW = "allow:";
  private static final String ARROW = " -> ";

  static BannedWords read(Path file) throws IOException {
    return parse(Files.readAllLines(file));
  }

  static BannedWords parse(List<String> lines) {
    var rules = new ArrayList<Rule>();
    var allowed = new ArrayList<Pattern>();
    for (var line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith(ALLOW)) {
        allowed.add(words(line.substring(ALLOW.length()).strip()));
        continue;
      }
      var arrow = line.indexOf(ARROW);
      if (arrow < 0) {
        throw new IllegalArgumentException("A rule needs \"" + ARROW + "\": " + line);
      }
      rules.add(
          new Rule(
              words(line.substring(0, arrow).strip()), line.substring(arrow + ARROW.length())));
    }
    return new BannedWords(List.copyOf(rules), List.copyOf(allowed));
  }

  List<Finding> in(String text) {
    var prose = text;
    for (var phrase : allowed) {
      prose = phrase.matcher(prose).replaceAll(match -> Prose.blank(match.group()));
    }
    var findings = new ArrayList<Finding>();
    for (var rule : rules) {
      var matcher = rule.banned().matcher(prose);
      while (matcher.find()) {
        findings.add(
            new Finding(
                Prose.lineOf(prose, matcher.start()),
                matcher.group().replaceAll("\\s+", " "),
                rule.instead()));
      }
    }
    return findings;
  }

  /** A phrase as whole words; a blank matches any white space, comment signs included. */
  private static Pattern words(String phrase) {
    return Pattern.compile(
        "(?<![\\w-])(?:" + phrase.replace(" ", "[\\s*#]+") + ")(?![\\w-])",
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
