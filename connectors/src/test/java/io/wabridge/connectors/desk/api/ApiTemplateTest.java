package io.wabridge.connectors.desk.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Content;
import io.wabridge.model.template.TemplateValues.Button;
import io.wabridge.model.template.TemplateValues.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Template messages of the API desk. */
class ApiTemplateTest {

  private final List<ApiFields.Problem> problems = new ArrayList<>();

  private Content.Template read(String template) throws Exception {
    return ApiReply.read(
            OutsideJson.read("{\"type\":\"template\",\"template\":" + template + "}"), problems)
        .map(reply -> (Content.Template) reply.content())
        .orElse(null);
  }

  @Test
  void readsEveryPart() throws Exception {
    var read =
        read(
            """
            {"name":"ride_offer","language":"en_GB","params":{"first_name":"Rosa"},
             "header":{"media":{"kind":"image","url":"https://e.test/a.jpg"}},
             "buttons":[{"index":1,"value":"7781"}],"offerEndsAt":"2026-12-01T00:00:00Z"}
            """);
    assertThat(problems).isEmpty();
    assertThat(read.values().body()).containsExactly(new Parameter("first_name", "Rosa"));
    assertThat(read.values().buttons()).containsExactly(new Button(1, "7781"));
    assertThat(read.values().file()).isPresent();
    assertThat(read.values().offerEnds()).isNotNull();
  }

  @Test
  void readsAList() throws Exception {
    assertThat(read("{\"name\":\"hi\",\"params\":[\"Rosa\"]}").values().body())
        .containsExactly(new Parameter(null, "Rosa"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                             | template.name
          {"name":"Ride Offer"}                          | template.name
          {"name":"hi","params":"Rosa"}                  | template.params
          {"name":"hi","params":[7]}                     | template.params[0]
          {"name":"hi","buttons":[{"index":10,"value":"x"}]} | template.buttons[0].index
          {"name":"hi","offerEndsAt":"soon"}             | template.offerEndsAt
          {"name":"hi","namespace":"x"}                  | template.namespace
          """)
  void namesWhatIsWrong(String template, String field) throws Exception {
    assertThat(read(template)).isNull();
    assertThat(problems).extracting(ApiFields.Problem::field).contains(field);
  }
}
