package io.wabridge.connectors.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.Given;
import io.wabridge.model.Content;
import io.wabridge.model.ExternalId;
import io.wabridge.model.Language;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainTextRendererTest {

  private static String of(Content content, String quote) {
    return PlainTextRenderer.of(Given.message(content, Given.ROSA, null, quote), Language.EN);
  }

  @Test
  void rendersEveryContentAsText() {
    ExternalId target = new ExternalId("w");
    assertThat(of(new Content.Text("yes"), "shall we\ngo?")).isEqualTo("> shall we go?\nyes");
    assertThat(of(new Content.Location(51.4, -2.5, "Harbour", "1 Quay", null), null))
        .isEqualTo("📍 Harbour, 1 Quay\nhttps://maps.google.com/?q=51.4,-2.5");
    assertThat(
            of(
                new Content.Contacts(
                    List.of(
                        new Content.Contacts.Card(
                            "Tom",
                            "Frames",
                            List.of("+44"),
                            List.of("t@e"),
                            List.of(),
                            List.of()))),
                null))
        .isEqualTo("👤 Tom\nFrames\n+44\nt@e");
    assertThat(of(new Content.ChoiceReply("a", "Red", "two seats"), null))
        .isEqualTo("Red (two seats)");
    assertThat(
            of(
                new Content.FormReply(
                    "flow", "{\"flow_token\":\"t\",\"helmet\":\"yes\",\"days\":[1,2]}"),
                null))
        .isEqualTo("helmet: yes\ndays: 1, 2");
    assertThat(
            of(
                new Content.Order(
                    null,
                    "gift",
                    List.of(
                        new Content.Order.Item("SKU", "2", "19.5", "GBP"),
                        new Content.Order.Item("B", "1", "1", "GBP"))),
                null))
        .isEqualTo("🛒 Order\n2 × SKU at 19.5 GBP\n1 × B at 1 GBP\nTotal 40 GBP\ngift");
    assertThat(of(new Content.Reaction("👍", target), "ok?")).isEqualTo("reacted 👍 to: \"ok?\"");
    assertThat(of(new Content.Reaction(null, target), "ok?"))
        .isEqualTo("removed the reaction to: \"ok?\"");
    assertThat(of(new Content.Edit(target, new Content.Text("now")), "was"))
        .isEqualTo("edited: now");
    assertThat(of(new Content.Deletion(target), "was")).isEqualTo("deleted the message: \"was\"");
    assertThat(of(Content.Notice.ofText("new number"), null)).isEqualTo("new number");
    assertThat(of(new Content.Unsupported("poll_creation", null), null))
        .isEqualTo(
            "[A message of type poll arrived that cannot be shown here. Ask the person to send it as text.]");
  }
}
