package io.wabridge.connectors.desk.genesys;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Content;
import io.wabridge.model.template.TemplateValues.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A messaging template of Genesys that names a template of WhatsApp. */
class GenesysTemplateTest {

  private static List<Content> read(String id) throws Exception {
    return GenesysContents.read(
        OutsideJson.read(
            """
            {"type":"Structured","text":"Hi Ana","content":[{"contentType":"Notification",
             "template":{"id":"%s","language":"en_US","body":{"text":"Hi Ana",
              "parameters":[{"name":"1","text":"Ana"}]}}}]}
            """
                .formatted(id)));
  }

  @Test
  void aTemplateOfTheProviderIsSentAsOne() throws Exception {
    assertThat(read("shop@order_update"))
        .singleElement()
        .isInstanceOfSatisfying(
            Content.Template.class,
            template -> {
              assertThat(template.name()).isEqualTo("order_update");
              assertThat(template.language()).isEqualTo("en_US");
              assertThat(template.values().body()).containsExactly(new Parameter(null, "Ana"));
            });
  }

  @Test
  void aCannedResponseIsAText() throws Exception {
    assertThat(read("cannedresponse@a7f1f131-7e50-4117-982a-2d5c55c9ed5e"))
        .containsExactly(new Content.Text("Hi Ana"));
  }
}
