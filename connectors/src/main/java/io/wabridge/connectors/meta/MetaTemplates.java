package io.wabridge.connectors.meta;

import static io.wabridge.connectors.Fields.id;
import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Fields;
import io.wabridge.connectors.Filenames;
import io.wabridge.connectors.Meaning;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Content;
import io.wabridge.model.Explained;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.FieldProblem;
import io.wabridge.model.connector.TemplateDraft;
import io.wabridge.model.connector.TemplatePage;
import io.wabridge.model.connector.TemplatesRefused;
import io.wabridge.model.template.Template;
import io.wabridge.model.template.TemplateCategory;
import io.wabridge.model.template.TemplateQuality;
import io.wabridge.model.template.TemplateStatus;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and changes the templates of an account at Meta, through any carrier. */
public final class MetaTemplates {

  private static final int PAGE = 100;
  private static final String READ =
      "name,language,status,category,correct_category,quality_score,rejected_reason,"
          + "parameter_format,components";
  private static final Set<String> SAMPLES =
      Set.of("application/pdf", "image/jpeg", "image/png", "video/mp4");

  private final MetaTemplateCarrier carrier;

  public MetaTemplates(MetaTemplateCarrier carrier) {
    this.carrier = carrier;
  }

  /** One page; carriers have cursors or offsets. */
  public TemplatePage page(@Nullable String cursor, Context context) throws TemplatesRefused {
    String query = "?limit=" + PAGE + "&fields=" + READ + (cursor == null ? "" : "&" + cursor);
    MetaReply reply = call(() -> carrier.templates("GET", query, null, context));
    JsonNode root = reply.json();
    List<JsonNode> found =
        root.path("data").isArray() ? list(root, "data") : list(root, "waba_templates");
    return new TemplatePage(
        found.stream().map(MetaTemplates::read).flatMap(Optional::stream).toList(),
        next(root, found.size(), cursor));
  }

  private static @Nullable String next(JsonNode root, int found, @Nullable String cursor) {
    JsonNode paging = root.path("paging");
    @Nullable String after = word(paging.path("cursors"), "after");
    if (paging.isObject()) {
      return after == null || !paging.has("next") ? null : "after=" + encoded(after);
    }
    int offset =
        cursor != null && cursor.startsWith("offset=")
            ? Integer.parseInt(cursor.substring("offset=".length()))
            : 0;
    return found < PAGE ? null : "offset=" + (offset + found);
  }

  /** Empty for an element without name, language or id. */
  static Optional<Template> read(JsonNode node) {
    @Nullable String id = id(node, "id");
    @Nullable String name = word(node, "name");
    @Nullable String language = word(node, "language");
    if (id == null || name == null || language == null) {
      return Optional.empty();
    }
    TemplateCategory category = TemplateCategory.named(word(node, "category", ""));
    @Nullable String correct = word(node, "correct_category");
    String reason = word(node, "rejected_reason", "NONE");
    boolean named = upper(word(node, "parameter_format", "")).equals("NAMED");
    List<JsonNode> components = list(node, "components");
    return Optional.of(
        new Template(
            id,
            name,
            language,
            category,
            TemplateStatus.named(word(node, "status", "")),
            TemplateQuality.named(word(node.path("quality_score"), "score", "")),
            reason.equals("NONE") ? null : reason,
            correct == null || TemplateCategory.named(correct) == category
                ? null
                : TemplateCategory.named(correct),
            MetaTemplateForm.of(components, named),
            node.path("components").isArray() ? OutsideJson.write(node.path("components")) : null));
  }

  public List<FieldProblem> problemsOf(TemplateDraft draft) {
    return MetaTemplateRules.check(draft);
  }

  public Template create(TemplateDraft draft, Context context) throws TemplatesRefused {
    ObjectNode json = content(draft);
    json.put("name", draft.name());
    json.put("language", draft.language());
    MetaReply reply = call(() -> carrier.templates("POST", "", json, context));
    ObjectNode made = json.deepCopy();
    reply.json().properties().forEach(one -> made.set(one.getKey(), one.getValue()));
    return read(made)
        .orElseThrow(() ->
            new TemplatesRefused(
                Reason.OTHER_SIDE, "The answer has no id: " + reply.detail(), false));
  }

  public void edit(String id, TemplateDraft draft, Context context) throws TemplatesRefused {
    ObjectNode json = content(draft);
    call(() -> carrier.template(id, json, context));
  }

  public void delete(String id, String name, Context context) throws TemplatesRefused {
    String query = "?name=" + encoded(name) + "&hsm_id=" + encoded(id);
    call(() -> carrier.templates("DELETE", query, null, context));
  }

  /** The handle of a sample, which a draft names as the example of its header. */
  public String sample(Content.Media file, MediaRef.Stored stored, Context context)
      throws TemplatesRefused {
    String type = Filenames.bareType(file.mimeType());
    if (!SAMPLES.contains(type)) {
      throw new TemplatesRefused(
          Reason.MEDIA_TYPE, "A sample is a JPEG, PNG, MP4 or PDF file, not " + type + ".", false);
    }
    String name = MetaEncoder.filename(file);
    MetaReply begun = call(() -> carrier.beginSample(name, stored.bytes(), type, context));
    @Nullable String upload = word(begun.json(), "id");
    if (upload == null) {
      throw new TemplatesRefused(Reason.OTHER_SIDE, "The upload has no id.", true);
    }
    MetaReply sent =
        call(() ->
            carrier.sendSample(upload, new MetaSample(type, stored, context.media()), context));
    @Nullable String handle = word(sent.json(), "h");
    if (handle == null) {
      throw new TemplatesRefused(Reason.OTHER_SIDE, "The sample has no handle.", true);
    }
    return handle;
  }

  private static ObjectNode content(TemplateDraft draft) {
    ObjectNode json = OutsideJson.object();
    if (draft.category() != null) {
      json.put("category", draft.category().name());
    }
    json.put("parameter_format", draft.named() ? "NAMED" : "POSITIONAL");
    if (draft.lifetimeSeconds() != null) {
      json.put("message_send_ttl_seconds", draft.lifetimeSeconds());
    }
    json.set("components", OutsideJson.readOrNothing(draft.components()));
    return json;
  }

  private interface TemplateCall {
    @Nullable MetaReply make() throws IOException;
  }

  private static MetaReply call(TemplateCall call) throws TemplatesRefused {
    MetaReply reply;
    try {
      reply = call.make();
    } catch (IOException e) {
      Reason reason = e instanceof Explained known ? known.reason() : Reason.UNAVAILABLE;
      throw new TemplatesRefused(reason, reason.sentence(), true);
    }
    if (reply == null) {
      throw new TemplatesRefused(
          Reason.UNSUPPORTED,
          "The provider has no call for this; use the provider's own pages.",
          false);
    }
    if (reply.success()) {
      return reply;
    }
    throw new TemplatesRefused(
        reply.meaning().reason(), words(reply), reply.meaning() instanceof Meaning.Later);
  }

  /** Meta's own explanation for users says more than its message. */
  private static String words(MetaReply reply) {
    JsonNode error = reply.json().path("error");
    @Nullable String title = word(error, "error_user_title");
    @Nullable String said = word(error, "error_user_msg");
    if (said == null) {
      return reply.detail();
    }
    String whole = title == null || said.contains(title) ? said : title + ": " + said;
    return Fields.clip(whole, 1000);
  }

  static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
