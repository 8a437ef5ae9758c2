package io.wabridge.state.history;

import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** A transcript as one JSON object. */
final class JsonTranscript implements Transcript {

  private final JsonGenerator generator;

  JsonTranscript(ConversationHistory.Heading heading, OutputStream out, JsonMapper json) {
    generator = json.writer().without(StreamWriteFeature.AUTO_CLOSE_TARGET).createGenerator(out);
    generator.writeStartObject();
    generator.writeStringProperty("conversationId", heading.conversation());
    heading.name().ifPresent(name -> generator.writeStringProperty("contactName", name));
    generator.writeArrayPropertyStart("messages");
  }

  @Override
  public void write(HistoryMessage message) {
    generator.writePOJO(message);
  }

  @Override
  public void close() {
    generator.writeEndArray();
    generator.writeEndObject();
    generator.close();
  }
}
