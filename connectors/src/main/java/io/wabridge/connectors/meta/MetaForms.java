package io.wabridge.connectors.meta;

import static io.wabridge.connectors.Fields.text;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.Fields;
import io.wabridge.connectors.Filenames;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a form that a person sent: the answers as a flat object, and the picked files as messages
 * of their own.
 */
final class MetaForms {

  /** Keys for the form's own program. */
  private static final Set<String> INTERNAL =
      Set.of("flow_token", "saved_address_id", "wa_flow_response_params");

  /** Keys that WhatsApp's form builder makes, as {@code screen_0_Delivery_method_3}. */
  private static final Pattern BUILDER_KEY = Pattern.compile("screen_\\d+_(.+)_\\d+");

  /** Values of choices that the form builder makes, as {@code 1_In_the_shop}. */
  private static final Pattern BUILDER_VALUE = Pattern.compile("\\d+_(.+)");

  private static final int FILES = 30;

  private MetaForms() {}

  static Content read(JsonNode reply) {
    JsonNode answers = answers(reply);
    if (!answers.isObject()) {
      @Nullable String raw = text(reply, "response_json");
      return new Content.FormReply(word(reply, "name"), raw == null ? "{}" : raw);
    }
    ObjectNode flat = OutsideJson.object();
    flatten(answers, flat);
    return new Content.FormReply(word(reply, "name"), OutsideJson.write(flat));
  }

  /**
   * The message with the form's answers, and one message for each file that was picked in the form.
   * Their ids are the message's with a number. Of a form with files only, the first file is the
   * message.
   */
  static List<JsonNode> withFiles(JsonNode message) {
    JsonNode interactive = message.path("interactive");
    if (!"nfm_reply".equals(word(interactive, "type"))) {
      return List.of(message);
    }
    JsonNode answers = answers(interactive.path("nfm_reply"));
    List<JsonNode> files = files(answers);
    ObjectNode said = OutsideJson.object();
    flatten(answers, said);
    List<JsonNode> all = new ArrayList<>();
    if (files.isEmpty() || !said.isEmpty()) {
      all.add(message);
    }
    files.stream().limit(FILES).forEach(file -> all.add(file(message, file, all.size())));
    return all;
  }

  private static JsonNode answers(JsonNode reply) {
    JsonNode answers = reply.path("response_json");
    @Nullable String json = text(answers);
    return json == null ? answers : OutsideJson.readOrNothing(json);
  }

  private static void flatten(JsonNode answers, ObjectNode flat) {
    answers
        .properties()
        .forEach(answer -> {
          String key = Fields.clean(answer.getKey());
          JsonNode value = answer.getValue();
          if (INTERNAL.contains(key) || value.isNull() || isFiles(value)) {
            return;
          }
          if (value.isObject()) {
            flatten(value, flat);
            return;
          }
          Matcher builder = BUILDER_KEY.matcher(key);
          boolean made = builder.matches();
          String label = free(flat, made ? spaced(builder.group(1)) : key);
          if (value.isArray()) {
            flat.put(label, joined(value, made));
          } else if (value.isString()) {
            flat.put(label, said(value, made));
          } else {
            flat.set(label, value);
          }
        });
  }

  /** The label, or the label with a number if another answer has it. */
  private static String free(ObjectNode flat, String label) {
    String free = label;
    for (int number = 2; flat.has(free); number++) {
      free = label + " (" + number + ")";
    }
    return free;
  }

  private static String joined(JsonNode list, boolean made) {
    return list.values().stream()
        .map(element -> said(element, made))
        .filter(element -> !element.isBlank())
        .collect(Collectors.joining(", "));
  }

  private static String said(JsonNode value, boolean made) {
    @Nullable String text = text(value);
    if (text != null) {
      Matcher builder = BUILDER_VALUE.matcher(text);
      return made && builder.matches() ? spaced(builder.group(1)) : text;
    }
    if (value.isArray()) {
      return joined(value, made);
    }
    @Nullable String title = word(value, "title");
    return title != null
        ? title
        : value.properties().stream()
            .map(property -> said(property.getValue(), made))
            .filter(part -> !part.isBlank())
            .collect(Collectors.joining(" "));
  }

  private static String spaced(String name) {
    return name.replace('_', ' ').strip();
  }

  private static List<JsonNode> files(JsonNode answers) {
    List<JsonNode> files = new ArrayList<>();
    answers
        .properties()
        .forEach(answer -> {
          JsonNode value = answer.getValue();
          if (isFile(value)) {
            files.add(value);
          } else if (isFiles(value)) {
            files.addAll(value.values());
          } else if (value.isObject()) {
            files.addAll(files(value));
          }
        });
    return files;
  }

  private static boolean isFiles(JsonNode value) {
    return isFile(value)
        || value.isArray()
            && !value.isEmpty()
            && value.values().stream().allMatch(MetaForms::isFile);
  }

  /** A file that WhatsApp keeps, or one at its CDN for the form's own server. */
  private static boolean isFile(JsonNode value) {
    boolean described = value.has("mime_type") || value.has("sha256") || value.has("file_name");
    return value.isObject()
        && (value.has("cdn_url") || described && (value.has("id") || value.has("media_id")));
  }

  private static JsonNode file(JsonNode message, JsonNode file, int number) {
    String name = word(file, "file_name", word(file, "filename", ""));
    String type = Filenames.type(word(file, "mime_type"), "application/octet-stream");
    String kind = kind(type);
    ObjectNode single = OutsideJson.object();
    message.properties().stream()
        .filter(property -> !property.getKey().equals("interactive"))
        .forEach(property -> single.set(property.getKey(), property.getValue()));
    @Nullable String id = text(message, "id");
    if (id != null && number > 0) {
      single.put("id", MetaIds.part(id, number));
    }
    single.put("type", kind);
    ObjectNode payload = single.putObject(kind);
    payload.put("mime_type", type);
    if (!name.isEmpty()) {
      payload.put("filename", name);
    }
    // a file with keys of its own can be read by the form's own server only
    if (!file.has("encryption_metadata")) {
      String media = word(file, "id", word(file, "media_id", ""));
      if (!media.isEmpty()) {
        payload.put("id", media);
      }
      copy(file, "sha256", payload, "sha256");
      copy(file, "cdn_url", payload, "url");
    }
    return single;
  }

  private static void copy(JsonNode from, String name, ObjectNode to, String as) {
    @Nullable String value = word(from, name);
    if (value != null) {
      to.put(as, value);
    }
  }

  private static String kind(String type) {
    return switch (type.substring(0, Math.max(0, type.indexOf('/')))) {
      case "image" -> "image";
      case "video" -> "video";
      case "audio" -> "audio";
      default -> "document";
    };
  }
}
