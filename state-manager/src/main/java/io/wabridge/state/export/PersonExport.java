package io.wabridge.state.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.kit.store.MediaStore;
import io.wabridge.kit.store.ObjectStore;
import io.wabridge.model.TenantId;
import io.wabridge.state.erasure.PersonSearch;
import io.wabridge.state.history.ExportedConversations;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the zip file of a person, one message and one piece of a file in memory at a time. A file
 * that cannot be read is named in the index and does not stop the export.
 */
@Component
class PersonExport {

  private static final int BUFFER = 64 * 1024;

  /** The person, in person.json. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Person(
      Set<String> ids,
      List<String> names,
      List<MarketingChoice> marketingChoices,
      List<Conversation> conversations) {}

  record MarketingChoice(String channelId, boolean allowed, Instant changedAt) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Conversation(
      String id,
      String channelId,
      String deskId,
      @Nullable String contactName,
      @Nullable String username,
      Instant createdAt,
      Instant lastActivityAt,
      @Nullable Instant closedAt) {}

  /** A file that is missing or incomplete. */
  record Broken(String file, String message, String problem) {}

  /** What the zip contains, in index.json. */
  record Index(Instant exportedAt, int conversations, int files, List<Broken> broken) {}

  private final JdbcClient db;
  private final ExportedConversations conversations;
  private final MediaStore store;
  private final JsonMapper json;

  PersonExport(
      JdbcClient db, ExportedConversations conversations, MediaStore store, JsonMapper json) {
    this.db = db;
    this.conversations = conversations;
    this.store = store;
    this.json = json;
  }

  void write(TenantId tenant, PersonSearch.Found found, OutputStream out) throws IOException {
    var zip = new ZipOutputStream(out);
    write(zip, "person.json", person(tenant, found));
    for (var conversation : found.conversations()) {
      zip.putNextEntry(new ZipEntry("conversations/" + conversation + ".json"));
      conversations.write(tenant, conversation, zip);
      zip.closeEntry();
    }
    var written = new Files(zip);
    for (var conversation : found.conversations()) {
      conversations.files(tenant, conversation, written::write);
    }
    write(
        zip,
        "index.json",
        new Index(Instant.now(), found.conversations().size(), written.number, written.broken));
    zip.finish();
    zip.flush();
  }

  private void write(ZipOutputStream zip, String name, Object value) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(value));
    zip.closeEntry();
  }

  private Person person(TenantId tenant, PersonSearch.Found found) {
    var rows =
        db.sql(
                """
                select * from conversation_mappings
                where tenant_id = :tenant and conversation_id = any(:ids) order by created_at
                """)
            .param("tenant", tenant.value())
            .param("ids", found.conversations().toArray(String[]::new))
            .query((row, _) ->
                new Conversation(
                    row.getString("conversation_id"),
                    row.getString("channel_id"),
                    row.getString("desk_id"),
                    row.getString("contact_name"),
                    row.getString("username"),
                    row.getObject("created_at", OffsetDateTime.class).toInstant(),
                    row.getObject("last_activity_at", OffsetDateTime.class).toInstant(),
                    instant(row.getObject("closed_at", OffsetDateTime.class))))
            .list();
    var choices =
        db.sql(
                """
                select channel_id, allowed, changed_at from marketing_choices
                where tenant_id = :tenant and (bsuid = any(:ids) or wa_id = any(:ids))
                order by changed_at
                """)
            .param("tenant", tenant.value())
            .param("ids", found.ids().toArray(String[]::new))
            .query((row, _) ->
                new MarketingChoice(
                    row.getString("channel_id"),
                    row.getBoolean("allowed"),
                    row.getObject("changed_at", OffsetDateTime.class).toInstant()))
            .list();
    var names =
        rows.stream()
            .flatMap(one ->
                one.contactName() == null ? Stream.<String>empty() : Stream.of(one.contactName()))
            .distinct()
            .toList();
    return new Person(found.ids(), names, choices, rows);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }

  /** Writes files into the zip and notes which are broken. */
  private final class Files {
    private final ZipOutputStream zip;
    private final List<Broken> broken = new ArrayList<>();
    private int number;

    Files(ZipOutputStream zip) {
      this.zip = zip;
    }

    void write(ExportedConversations.File file) throws IOException {
      number++;
      var name = "files/" + FileNames.of(file);
      var problem = copy(file, name);
      if (problem != null) {
        broken.add(new Broken(name, file.message(), problem));
      }
    }

    /** What is wrong with the file; null: nothing. */
    private @Nullable String copy(ExportedConversations.File file, String name) throws IOException {
      try (var found = open(file)) {
        if (found == null) {
          return "The file does not exist any more.";
        }
        zip.putNextEntry(new ZipEntry(name));
        var problem = copy(found.bytes());
        zip.closeEntry();
        return problem;
      } catch (Unreadable e) {
        return "The file cannot be read from the store.";
      }
    }

    private ObjectStore.@Nullable Found open(ExportedConversations.File file) throws Unreadable {
      try {
        return store.find(file.stored().bucket(), file.stored().key()).orElse(null);
      } catch (IOException e) {
        throw new Unreadable();
      }
    }

    /** A failure of the store is a problem of the file; one of the caller ends the export. */
    private @Nullable String copy(InputStream bytes) throws IOException {
      var buffer = new byte[BUFFER];
      while (true) {
        int read;
        try {
          read = bytes.read(buffer);
        } catch (IOException e) {
          return "The file is incomplete: the store stopped sending it.";
        }
        if (read < 0) {
          return null;
        }
        zip.write(buffer, 0, read);
      }
    }
  }

  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
