package io.wabridge.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.ExternalId;
import io.wabridge.model.connector.WebhookPart;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks that everything decoded from outside can be stored in the broker, the database and an
 * index.
 */
public final class SafeStrings {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SafeStrings() {}

  public static void check(Object read) {
    checkValue(read);
    assertThat(JSON.writeValueAsBytes(read)).isNotEmpty();
  }

  private static void checkValue(Object read) {
    switch (read) {
      case null -> {}
      case String text -> text(text);
      case ExternalId id -> id(id.value());
      case Instant at ->
          assertThat(at)
              .isBetween(
                  Instant.parse("2009-01-01T00:00:00Z"), Instant.now().plus(Duration.ofDays(2)));
      case WebhookPart part -> part(part);
      case Collection<?> all -> all.forEach(SafeStrings::checkValue);
      case Record fields -> fields(fields);
      default -> {}
    }
  }

  private static void fields(Record fields) {
    for (RecordComponent component : fields.getClass().getRecordComponents()) {
      try {
        var accessor = component.getAccessor();
        accessor.setAccessible(true);
        checkValue(accessor.invoke(fields));
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static void part(WebhookPart part) {
    id(part.conversationKey());
    id(part.idempotencyKey());
    text(part.endpoint());
    assertThat(part.body().chars().allMatch(c -> c >= 32 && c <= 127)).as("only ASCII").isTrue();
  }

  private static void id(String id) {
    text(id);
    assertThat(id).hasSizeBetween(1, 255);
  }

  private static void text(String text) {
    assertThat(text.indexOf('\0')).as("a NUL").isNegative();
    assertThat(text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF))
        .as("whole characters only")
        .isTrue();
  }
}
