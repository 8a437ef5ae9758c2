package io.wabridge.state.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.store.Bucket;
import io.wabridge.model.Content;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Person;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** A person's export is a zip with everything; a broken file is named and stops nothing. */
class ExportTests extends PrivacyTest {

  private final String waId = number();
  private final Person ana = new Person(null, null, waId, "ana.b", "Ana Ñandú");

  private String sendsFile(String id, String filename) {
    var located =
        says(
            ana,
            id,
            new Content.Media(
                MediaKind.IMAGE,
                "image/jpeg",
                filename,
                "caption " + id,
                false,
                new MediaRef.Remote("media", "http://127.0.0.1:1/file", "ab", 3L)));
    ledger.beginDelivery(
        located.message().value(),
        new Ledger.Intent(
            tenant,
            "genesys-api-service",
            new Ledger.MediaFacts(
                "image/jpeg",
                "s3://media-inbound/" + tenant + "/" + located.message(),
                9,
                "ab",
                filename),
            null));
    return located.message().value();
  }

  private Map<String, String> export() throws Exception {
    var answer = bytes(path("/persons/" + waId + "/export"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/zip");
    var entries = new LinkedHashMap<String, String>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return entries;
  }

  @Test
  void containsThePersonTheTranscriptsAndTheFiles() throws Exception {
    var first = says(ana, "e1", new Content.Text("hello world"));
    says(
        ana,
        channel,
        "e2",
        new Content.Text("from the past"),
        Instant.parse("2001-01-01T00:00:00Z"),
        Instant.now());
    var named = sendsFile("e3", "../my receipt/ñ.jpg");
    var unnamed = sendsFile("e4", null);
    var gone = sendsFile("e5", "gone.jpg");
    storeFile(Bucket.MEDIA_INBOUND, tenant + "/" + named, "picture 1");
    storeFile(Bucket.MEDIA_INBOUND, tenant + "/" + unnamed, "picture 2");
    says(
        new Person(null, null, number(), null, "Otto"),
        "e6",
        new Content.Text("of another person"));

    var entries = export();

    var person = json.readTree(entries.get("person.json"));
    assertThat(person.at("/ids/0").asString()).isEqualTo(waId);
    assertThat(person.at("/names/0").asString()).isEqualTo("Ana Ñandú");
    var transcript = json.readTree(entries.get("conversations/" + first.conversation() + ".json"));
    assertThat(transcript.path("messages")).hasSize(5);
    assertThat(transcript.at("/messages/0/content/body").asString()).isEqualTo("hello world");
    assertThat(transcript.at("/messages/1/content/body").asString())
        .as("in the order of arrival")
        .isEqualTo("from the past");
    var files = entries.keySet().stream().filter(name -> name.startsWith("files/")).toList();
    assertThat(files).hasSize(2);
    assertThat(files.getFirst())
        .matches("files/[0-9-]{10} [0-9.]{8} image " + named + " [^/]*my receipt_ñ\\.jpg")
        .doesNotContain("..");
    assertThat(files.getLast()).endsWith(" image " + unnamed + ".jpg");
    assertThat(entries.get(files.getFirst())).isEqualTo("picture 1");
    assertThat(entries.get(files.getLast())).isEqualTo("picture 2");
    var index = json.readTree(entries.get("index.json"));
    assertThat(index.path("files").asInt()).isEqualTo(3);
    assertThat(index.path("broken")).hasSize(1);
    assertThat(index.at("/broken/0/message").asString()).isEqualTo(gone);
    assertThat(index.at("/broken/0/file").asString()).endsWith("gone.jpg");
    assertThat(entries.keySet()).last().isEqualTo("index.json");
    assertThat(String.join("", entries.values())).doesNotContain("of another person");
  }

  @Test
  void ofAnUnknownPersonThereIsNone() throws Exception {
    assertThat(get(path("/persons/4470000000/export")).statusCode()).isEqualTo(404);
  }
}
