package io.wabridge.connectors.meta;

import static io.wabridge.connectors.Given.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Content;
import io.wabridge.model.Language;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.connector.ChannelEvent.TemplateChanged;
import io.wabridge.model.template.Template;
import io.wabridge.model.template.TemplateCategory;
import io.wabridge.model.template.TemplateForm;
import io.wabridge.model.template.TemplateForm.ButtonKind;
import io.wabridge.model.template.TemplateForm.HeaderKind;
import io.wabridge.model.template.TemplateQuality;
import io.wabridge.model.template.TemplateStatus;
import io.wabridge.model.template.TemplateValues;
import io.wabridge.model.template.TemplateValues.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Templates in Meta's format: read from a list, sent, and changed by webhooks. */
class MetaTemplateTest {

  private static Template offer() throws Exception {
    return MetaTemplates.read(
            OutsideJson.read(
                """
                {"id":"81","name":"ride_offer","language":"en-GB","status":"APPROVED",
                 "category":"UTILITY","correct_category":"MARKETING","parameter_format":"NAMED",
                 "quality_score":{"score":"YELLOW"},"rejected_reason":"NONE","components":[
                  {"type":"HEADER","format":"IMAGE","example":{"header_handle":["https://cdn"]}},
                  {"type":"BODY","text":"Hi {{first_name}}, {{discount}} off until Sunday.",
                   "example":{"body_text_named_params":[
                     {"param_name":"first_name","example":"Rosa"},
                     {"param_name":"discount","example":"20%"}]}},
                  {"type":"FOOTER","text":"Harbour Bikes"},
                  {"type":"BUTTONS","buttons":[
                    {"type":"QUICK_REPLY","text":"Stop offers"},
                    {"type":"URL","text":"Book","url":"https://e.test/r/{{1}}",
                     "example":["https://e.test/r/7781"]}]}]}
                """))
        .orElseThrow();
  }

  @Test
  void readsAnElementOfTheList() throws Exception {
    var template = offer();
    assertThat(template.language()).isEqualTo("en_GB");
    assertThat(template.status()).isEqualTo(TemplateStatus.APPROVED);
    assertThat(template.quality()).isEqualTo(TemplateQuality.YELLOW);
    assertThat(template.pendingCategory()).isEqualTo(TemplateCategory.MARKETING);
    assertThat(template.reason()).isNull();
    var form = template.form();
    assertThat(form.named()).isTrue();
    assertThat(form.header().kind()).isEqualTo(HeaderKind.IMAGE);
    assertThat(TemplateForm.places(form.body())).containsExactly("first_name", "discount");
    assertThat(form.examples()).containsEntry("discount", "20%");
    assertThat(form.footer()).isEqualTo("Harbour Bikes");
    assertThat(form.buttons())
        .extracting(TemplateForm.Button::kind)
        .containsExactly(ButtonKind.QUICK_REPLY, ButtonKind.URL);
    assertThat(form.buttons().get(1).needsValue()).isTrue();
  }

  @Test
  void aCodeButtonArrivesAsALink() throws Exception {
    var template =
        MetaTemplates.read(
                OutsideJson.read(
                    """
                    {"id":"82","name":"code","language":"en","status":"APPROVED",
                     "category":"AUTHENTICATION","components":[
                      {"type":"BODY","text":"*{{1}}* is your code."},
                      {"type":"BUTTONS","buttons":[{"type":"URL","text":"Copy code",
                       "url":"https://www.whatsapp.com/otp/code/?code=otp{{1}}"}]}]}
                    """))
            .orElseThrow();
    assertThat(template.form().buttons().getFirst().kind()).isEqualTo(ButtonKind.OTP);
  }

  private static String encode(Content.Template template, MetaEncoder.Uploaded file) {
    return OutsideJson.write(
        MetaEncoder.encode(message(template), file, Language.EN).path("template"));
  }

  @Test
  void sendsNamedValuesAFileAndButtons() throws Exception {
    var file =
        new Content.Media(
            MediaKind.IMAGE,
            "image/png",
            null,
            null,
            false,
            new MediaRef.Stored("b", "k", 3, "ab".repeat(32)));
    var values =
        new TemplateValues(
            new TemplateValues.Header(List.of(), file, null),
            List.of(new Parameter("first_name", "Rosa"), new Parameter("discount", "20%")),
            List.of(new TemplateValues.Button(0, "STOP"), new TemplateValues.Button(1, "7781")),
            List.of(),
            null);
    var known =
        new Content.Template.Known("81", TemplateCategory.MARKETING, offer().form(), "Hi Rosa");
    var template = new Content.Template("ride_offer", "en_GB", values, known);
    assertThat(encode(template, new MetaEncoder.Uploaded(MediaKind.IMAGE, "file-1")))
        .isEqualTo(
            "{\"name\":\"ride_offer\",\"language\":{\"code\":\"en_GB\"},\"components\":["
                + "{\"type\":\"header\",\"parameters\":[{\"type\":\"image\",\"image\":{\"id\":\"file-1\"}}]},"
                + "{\"type\":\"body\",\"parameters\":["
                + "{\"type\":\"text\",\"text\":\"Rosa\",\"parameter_name\":\"first_name\"},"
                + "{\"type\":\"text\",\"text\":\"20%\",\"parameter_name\":\"discount\"}]},"
                + "{\"type\":\"button\",\"sub_type\":\"quick_reply\",\"index\":\"0\",\"parameters\":[{\"type\":\"payload\",\"payload\":\"STOP\"}]},"
                + "{\"type\":\"button\",\"sub_type\":\"url\",\"index\":\"1\",\"parameters\":[{\"type\":\"text\",\"text\":\"7781\"}]}]}");
  }

  @Test
  void aTemplateWithoutValuesHasNoComponents() {
    var known =
        new Content.Template.Known(
            "1", TemplateCategory.UTILITY, TemplateForm.ofBody("Hello!"), "Hello!");
    assertThat(encode(new Content.Template("hello", "en_US", TemplateValues.NONE, known), null))
        .isEqualTo("{\"name\":\"hello\",\"language\":{\"code\":\"en_US\"}}");
  }

  @Test
  void aTemplateThatWasNotLookedUpIsNotEncoded() {
    var template = new Content.Template("hello", "en_US", TemplateValues.NONE);
    assertThat(MetaEncoder.encode(message(template), null, Language.EN)).isNull();
  }

  private static TemplateChanged changed(String field, String value) throws Exception {
    var webhook =
        """
        {"object":"whatsapp_business_account","entry":[{"id":"700","time":1795651200,"changes":[
          {"field":"%s","value":{"message_template_id":81,"message_template_name":"ride_offer",
           "message_template_language":"en-GB",%s}}]}]}
        """
            .formatted(field, value);
    var parts = MetaSplitter.split(webhook.getBytes(UTF_8));
    return (TemplateChanged) MetaDecoder.decode(parts.getFirst().body());
  }

  @Test
  void readsWebhooks() throws Exception {
    var paused =
        changed(
            "message_template_status_update",
            "\"event\":\"PAUSED\",\"reason\":\"NONE\","
                + "\"other_info\":{\"title\":\"FIRST_PAUSE\",\"description\":\"Low quality\"}");
    assertThat(paused.account()).isEqualTo("700");
    assertThat(paused.id()).isEqualTo("81");
    assertThat(paused.language()).isEqualTo("en_GB");
    assertThat(paused.status()).isEqualTo(TemplateStatus.PAUSED);
    assertThat(paused.reason()).isEqualTo("FIRST_PAUSE – Low quality");

    var quality =
        changed(
            "message_template_quality_update",
            "\"previous_quality_score\":\"GREEN\",\"new_quality_score\":\"RED\"");
    assertThat(quality.quality()).isEqualTo(TemplateQuality.RED);
    assertThat(quality.status()).isNull();

    var announced =
        changed(
            "template_category_update",
            "\"correct_category\":\"MARKETING\",\"new_category\":\"UTILITY\"");
    assertThat(announced.category()).isNull();
    assertThat(announced.pendingCategory()).isEqualTo(TemplateCategory.MARKETING);

    var moved =
        changed(
            "template_category_update",
            "\"previous_category\":\"UTILITY\",\"new_category\":\"MARKETING\"");
    assertThat(moved.category()).isEqualTo(TemplateCategory.MARKETING);

    assertThat(
            changed("message_template_components_update", "\"message_template_element\":\"Hi\"")
                .contentChanged())
        .isTrue();
  }
}
