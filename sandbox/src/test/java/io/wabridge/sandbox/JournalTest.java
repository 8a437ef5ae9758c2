package io.wabridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JournalTest {
  @Test
  void returnsEveryEventOnceForAnyPageSize() throws Exception {
    for (int limit : new int[] {1, 7, 255, 256, 257, 2000}) {
      try (Journal journal = new Journal()) {
        for (int i = 1; i <= 700; i++) {
          journal.add("said", Json.object().put("id", "é" + i));
        }
        List<String> read = new ArrayList<>();
        long last = 0;
        long total = 1;
        while (last < total) {
          JsonNode page = page(journal, last, limit);
          page.path("items").forEach(item -> read.add(item.path("id").asString()));
          last = page.path("last").asLong();
          total = page.path("total").asLong();
        }
        assertThat(read).as("limit " + limit).hasSize(700).doesNotHaveDuplicates();
        assertThat(read.getLast()).isEqualTo("é700");
      }
    }
  }

  @Test
  void isEmptyWithoutNewEventsAndAfterAReset() throws Exception {
    try (Journal journal = new Journal()) {
      journal.add("said", Json.object());
      assertThat(page(journal, 1, 10).path("items")).isEmpty();
      assertThat(page(journal, 5, 10).path("last").asLong()).isEqualTo(5);
      journal.clear();
      assertThat(page(journal, 0, 10).path("total").asLong()).isZero();
      journal.add("received", Json.object());
      assertThat(page(journal, 0, 10).path("items").path(0).path("n").asLong()).isEqualTo(1);
    }
  }

  private static JsonNode page(Journal journal, long after, int limit) {
    return Json.read(journal.page(after, limit).getBytes(StandardCharsets.UTF_8));
  }
}
