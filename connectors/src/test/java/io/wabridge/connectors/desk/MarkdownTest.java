package io.wabridge.connectors.desk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {

  @Test
  void botMarkdown() {
    assertThat(
            Markdown.toWhatsApp(
                """
                **Important:** your bike is ready
                # Opening hours
                [Map](https://shop.example.test/map) ~~old~~ `code`, 2 * 3 = 6, file_name_v2\
                """))
        .isEqualTo(
            """
            *Important:* your bike is ready
            *Opening hours*
            Map (https://shop.example.test/map) ~old~ `code`, 2 * 3 = 6, file_name_v2\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          __bold__ and *italic* or _italic_ | *bold* and _italic_ or _italic_
          ***both*** | _*both*_
          # A **bold** heading # | *A bold heading*
          **a **b** c** | *a b c*
          <https://example.test> | https://example.test
          [https://example.test](https://example.test) | https://example.test
          [a@example.test](mailto:a@example.test) | a@example.test
          ![A bike](https://example.test/b.png) | A bike (https://example.test/b.png)
          a &amp; b, 3 &lt; 4 | a & b, 3 < 4
          one<br>two | one%two
          a\\*b\\* | a*b*
          5*3*2 = 30, *5* times | 5*3*2 = 30, _5_ times
          1. one%2. two%   - inner%3. three | 1. one%2. two%   - inner%3. three
          * one%* two | - one%- two
          > said%> so | > said%> so
          first%%second | first%%second
          Title%===%text | *Title*%text
          ```java%int a = 1 * 2;%``` | ```%int a = 1 * 2;%```
          a%***%b | a%---%b
          """)
  void rendersEveryForm(String markdown, String expected) {
    assertThat(Markdown.toWhatsApp(markdown.replace('%', '\n')))
        .isEqualTo(expected.replace('%', '\n'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2 * 3 = 6",
        "file_name_v2",
        "a < b > c",
        "first\nsecond",
        "first\n\nsecond",
        "It costs 5 ~ 6 euros.",
        "Write to a_b@example.test",
        "https://example.test/a_b_c?d=*&e=_f_",
        "#hashtag",
        "- one\n- two",
        "👩‍👩‍👧 ok"
      })
  void keepsTextWithoutMarkdown(String text) {
    assertThat(Markdown.toWhatsApp(text)).isEqualTo(text);
  }

  @Test
  void deepNestingIsHarmless() {
    assertThat(Markdown.toWhatsApp(">".repeat(20_000) + "a")).contains("a");
    assertThat(Markdown.toWhatsApp("*".repeat(1_000) + "a" + "*".repeat(1_000))).contains("a");
    assertThat(Markdown.toWhatsApp("*".repeat(20_000) + "a" + "*".repeat(20_000))).contains("a");
    assertThat(Markdown.toWhatsApp("[".repeat(20_000))).startsWith("[");
  }
}
