package io.wabridge.connectors.chatwoot;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatwootMarkdownTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          **Oi** Maria | *Oi* Maria
          *oi* | _oi_
          _oi_ | _oi_
          __oi__ | *oi*
          ***oi*** | *_oi_*
          **a *b*** | *a _b_*
          *a **b*** | _a *b*_
          ~~old~~ | ~old~
          [site](https://x.test) | https://x.test
          [a](https://x.test/a_b_c?d=*e*) | https://x.test/a_b_c?d=*e*
          [wiki](https://x.test/A_(b)) | https://x.test/A_(b)
          ![tandem](https://x.test/t.png) | https://x.test/t.png
          <https://x.test> | https://x.test
          2 \\* 3 | 2 * 3
          2 * 3 * 4 | 2 * 3 * 4
          snake_case_name | snake_case_name
          \\[no\\](link) | [no](link)
          C:\\temp | C:\\temp
          `a*b*` | `a*b*`
          `open | `open
          **open | **open
          a* b* | a* b*
          # Title | *Title*
          1. one%2) two | 1. one%2. two
          * one%+ two%  - three | - one%- two%  - three
          > quoted%and not | > quoted%and not
          ```ruby%a = *b*%```%**x** | a = *b*%*x*
          one\\%two | one%two
          **a**%%**b** | *a*%%*b*
          **open%%**b** | **open%%*b*
          """)
  void convertsToWhatsAppsMarks(String markdown, String text) {
    assertThat(ChatwootMarkdown.toWhatsApp(markdown.replace('%', '\n')))
        .isEqualTo(text.replace('%', '\n'));
  }

  @ParameterizedTest
  @CsvSource({
    "*oi*, \\*oi\\*",
    "2 * 3, 2 * 3",
    "snake_case, snake_case",
    "_x_, \\_x\\_",
    "# no title, \\# no title",
    "a # b, a # b",
    "[x](y), \\[x\\](y)"
  })
  void escapesWhatWouldFormat(String text, String escaped) {
    assertThat(ChatwootMarkdown.escaped(text)).isEqualTo(escaped);
    assertThat(ChatwootMarkdown.toWhatsApp(escaped)).as("and back").isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*a ", "**a *b ", "_", "[", "`", "\\", "~~a ~~", "![](", "***", "<http://"})
  void convertsLongTextsInTime(String piece) {
    var before = worked();
    ChatwootMarkdown.toWhatsApp(piece.repeat(150_000 / piece.length()));
    assertThat(Duration.ofNanos(worked() - before)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void deepEmphasisIsNoProblem() {
    assertThat(ChatwootMarkdown.toWhatsApp("**a *b ".repeat(5_000) + "*** ".repeat(5_000)))
        .isNotEmpty();
  }

  /** By CPU time: other processes may use this machine. */
  private static long worked() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
