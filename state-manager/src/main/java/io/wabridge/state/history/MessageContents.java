package io.wabridge.state.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.kit.client.KeptContent;
import io.wabridge.model.Content;
import io.wabridge.model.MessageId;
import io.wabridge.model.Origin;
import io.wabridge.model.TenantId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The stored contents of messages. Each is bound to its tenant and message. */
@Repository
public class MessageContents {

  /**
   * What is encrypted.
   *
   * @param origin null: the person's or agent's own words
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Stored(Content content, @Nullable Origin origin) {

    /** Contains what was said: it does not appear in logs. */
    @Override
    public String toString() {
      return "Stored[***]";
    }
  }

  private static final Logger log = LoggerFactory.getLogger(MessageContents.class);

  private final JdbcClient db;
  private final TenantKeysets keysets;
  private final ContentWords words;
  private final JsonMapper json;

  MessageContents(JdbcClient db, TenantKeysets keysets, ContentWords words, JsonMapper json) {
    this.db = db;
    this.keysets = keysets;
    this.words = words;
    this.json = json;
  }

  /**
   * Creates the tenant's keys if they do not exist. It is called before the transaction that saves
   * a content: keys that were used once must not disappear with it.
   */
  public void prepare(TenantId tenant, @Nullable KeptContent kept) {
    if (kept != null) {
      keysets.of(tenant);
      words.prepare(tenant);
    }
  }

  /** The keyed hashes by which this message is found; null if it is not to be found. */
  public long @Nullable [] words(TenantId tenant, @Nullable KeptContent kept) {
    return kept == null || !kept.searchable() ? null : words.of(tenant, kept.content());
  }

  /** The content of this message, encrypted; null if it is not kept. */
  public byte @Nullable [] seal(TenantId tenant, String message, @Nullable KeptContent kept) {
    return kept == null
        ? null
        : keysets
            .of(tenant)
            .encrypt(
                json.writeValueAsString(new Stored(kept.content(), kept.origin())),
                associatedData(tenant, message));
  }

  /** The same, decrypted; null if the tenant's keys were deleted, or the content is damaged. */
  @Nullable Stored open(TenantId tenant, String message, byte[] sealed) {
    try {
      return keysets
          .find(tenant)
          .map(keys -> keys.decrypt(sealed, associatedData(tenant, message)))
          .map(text -> json.readValue(text, Stored.class))
          .orElse(null);
    } catch (IllegalStateException | JacksonException e) {
      log.atWarn()
          .addKeyValue("tenant", tenant)
          .addKeyValue("message", message)
          .log("the content of a message cannot be read: {}", e.getClass().getSimpleName());
      return null;
    }
  }

  /**
   * Saves the content of a message; of a repeated one nothing changes. The content that it deletes
   * is removed, if the tenant says so. The words of an edit replace those of the edited message.
   *
   * @param refersTo the message that it answers or changes
   */
  public void save(
      TenantId tenant, MessageId message, @Nullable String refersTo, @Nullable KeptContent kept) {
    if (kept == null) {
      return;
    }
    // the first one creates the keys that the second one needs
    var sealed = seal(tenant, message.value(), kept);
    var hashes = words(tenant, kept);
    db.sql(
            """
            with edited as (
              update message_content set words = :words::bigint[]
              where :edits and tenant_id = :tenant and message_id = :refersTo::uuid
                and not exists (select 1 from message_content
                  where tenant_id = :tenant and message_id = :message::uuid)
              returning message_id
            )
            insert into message_content (tenant_id, message_id, refers_to, content, words)
            values (:tenant, :message::uuid, :refersTo::uuid, :content,
              case when exists (select 1 from edited) then :others::bigint[] else :words::bigint[] end)
            on conflict do nothing
            """)
        .param("edits", kept.content() instanceof Content.Edit)
        .param("words", hashes)
        .param("others", hashes == null ? null : new long[0])
        .param("tenant", tenant.value())
        .param("message", message.value())
        .param("refersTo", refersTo)
        .param("content", sealed)
        .update();
    if (kept.removes() && refersTo != null) {
      remove(tenant, refersTo);
    }
  }

  /**
   * Removes the words of a message, also from its edits, from what quotes of it show, and from its
   * copies; its files follow.
   */
  private void remove(TenantId tenant, String message) {
    db.sql(
            """
            with removed as (
              update message_content c set content = null, words = null
              where c.tenant_id = :tenant and (c.message_id = :message::uuid
                or c.refers_to = :message::uuid and exists (select 1 from message_tracking m
                  where m.id = c.message_id::text and m.kind = 'edit'))
              returning c.message_id
            ), theirs as (
              select :message as id
              union select message_id::text from removed
              union select copy.id
              from message_tracking o
                join conversation_mappings c using (conversation_id)
                join conversation_mappings r on r.tenant_id = c.tenant_id
                  and r.channel_id = c.channel_id
                  and (r.wa_id = c.wa_id or r.bsuid = c.bsuid or r.group_id = c.group_id)
                join message_tracking copy
                  on copy.meta_message_id = o.id || '#copy:' || r.desk_id
              where o.id = :message
            ), tracked as (
              update message_tracking m set excerpt = null, media_filename = null
              where tenant_id = :tenant and id in (select id from theirs)
              returning m.id, m.media_url
            )
            insert into removed_files (message_id, tenant_id, url)
            select id, :tenant, media_url from tracked
            on conflict do nothing
            """)
        .param("tenant", tenant.value())
        .param("message", message)
        .update();
  }

  private static String associatedData(TenantId tenant, String message) {
    return tenant + "|message_content|content|" + message;
  }
}
