package io.wabridge.connectors.desk.chatwoot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Content;
import io.wabridge.model.MediaKind;
import io.wabridge.model.template.TemplateValues.Button;
import io.wabridge.model.template.TemplateValues.Parameter;
import org.junit.jupiter.api.Test;

/** Both forms in which Chatwoot asks for a template. */
class ChatwootTemplateTest {

  private static Content.Template read(String params) throws Exception {
    return ChatwootTemplate.of(
            OutsideJson.read(
                "{\"additional_attributes\":{\"template_params\":{\"name\":\"ride_reminder\","
                    + "\"language\":\"en_GB\",\"processed_params\":"
                    + params
                    + "}}}"))
        .orElseThrow();
  }

  @Test
  void theOldForm() throws Exception {
    var template = read("{\"2\":\"at ten\",\"1\":\"Rosa\"}");
    assertThat(template.name()).isEqualTo("ride_reminder");
    assertThat(template.language()).isEqualTo("en_GB");
    assertThat(template.values().body())
        .containsExactly(new Parameter(null, "Rosa"), new Parameter(null, "at ten"));
  }

  @Test
  void theNewForm() throws Exception {
    var template =
        read(
            """
            {"body":{"first_name":"Rosa"},
             "header":{"media_url":"https://e.test/a.jpg","media_type":"image"},
             "buttons":[{"type":"url","parameter":"7781"}]}
            """);
    assertThat(template.values().body()).containsExactly(new Parameter("first_name", "Rosa"));
    assertThat(template.values().file().orElseThrow().type()).isEqualTo(MediaKind.IMAGE);
    assertThat(template.values().buttons()).containsExactly(new Button(0, "7781"));
  }

  @Test
  void aMessageWithoutIsNoTemplate() throws Exception {
    assertThat(ChatwootTemplate.of(OutsideJson.read("{\"content\":\"hi\"}"))).isEmpty();
  }
}
