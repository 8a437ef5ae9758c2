package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.SandboxScheduler;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The templates of an account, and samples for their headers. A review takes a moment. */
@RestController
class TemplateEndpoint {
  private static final long REVIEW_MS = 300;

  private final TokenAuthorization authorization;
  private final Accounts accounts;
  private final Templates templates;
  private final TemplateForms forms;
  private final TemplateNotices notices;
  private final Samples samples;
  private final SandboxScheduler scheduler;

  TemplateEndpoint(
      TokenAuthorization authorization,
      Accounts accounts,
      Templates templates,
      TemplateForms forms,
      TemplateNotices notices,
      Samples samples,
      SandboxScheduler scheduler) {
    this.authorization = authorization;
    this.accounts = accounts;
    this.templates = templates;
    this.forms = forms;
    this.notices = notices;
    this.samples = samples;
    this.scheduler = scheduler;
  }

  @GetMapping("/{id}/message_templates")
  JsonNode list(
      @PathVariable String id,
      @RequestParam(defaultValue = "25") int limit,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable String name,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String language,
      HttpServletRequest request) {
    authorization.waba(request, id);
    List<Template> all =
        templates.all().stream()
            .filter(one -> name == null || one.name().equals(name))
            .filter(one -> status == null || one.status().equals(status))
            .filter(one -> language == null || one.language().equals(language))
            .toList();
    int from = after == null ? 0 : offset(after);
    int to = Math.min(all.size(), from + Math.max(1, limit));
    ObjectNode answer = Json.object();
    ArrayNode data = answer.putArray("data");
    all.subList(Math.min(from, to), to).forEach(one -> data.add(one.view()));
    ObjectNode paging = answer.putObject("paging");
    paging.putObject("cursors").put("before", cursor(from)).put("after", cursor(to));
    if (to < all.size()) {
      paging.put("next", request.getRequestURL() + "?after=" + cursor(to));
    }
    return answer;
  }

  private static String cursor(int offset) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(("at" + offset).getBytes(StandardCharsets.US_ASCII));
  }

  private static int offset(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
      return Integer.parseInt(text.substring(2));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw GraphException.of(131059, "The cursor is not valid.");
    }
  }

  @PostMapping("/{id}/message_templates")
  JsonNode create(@PathVariable String id, @RequestBody byte[] body, HttpServletRequest request) {
    authorization.waba(request, id);
    Param sent = Param.root(Json.read(body)).object();
    String name = TemplateForms.name(sent.need("name").node().asString(""));
    String language = sent.need("language").text(20);
    String category = sent.need("category").oneOf("UTILITY", "MARKETING", "AUTHENTICATION");
    JsonNode components = sent.need("components").node();
    boolean named = named(sent.node());
    forms.check(components, category, named);
    if (templates.find(name, language) != null) {
      throw TemplateForms.refused(
          2388024, "Content in this language already exists", "Use another name or language.");
    }
    Template made =
        new Template(Ids.node(), name, language, category, named, components, "PENDING");
    if (!category.equals("AUTHENTICATION")
        && templates.hasTwin(made.body(), made.component("FOOTER"))) {
      throw TemplateForms.refused(
          2388025, "Duplicate template", "Another template has the same body and footer.");
    }
    templates.put(made);
    review(made);
    return Json.object()
        .put("id", made.id())
        .put("status", "PENDING")
        .put("category", made.category());
  }

  private static boolean named(JsonNode sent) {
    return Template.upper(Json.text(sent, "parameter_format", "")).equals("NAMED");
  }

  private void review(Template template) {
    scheduler.after(
        REVIEW_MS,
        () -> {
          if (template.status().equals("PENDING")) {
            template.become(Template.APPROVED, null);
            notices.status(template, Template.APPROVED);
          }
        });
  }

  /** Replaces the content; the template is reviewed again. */
  JsonNode edit(Template template, JsonNode sent) {
    if (!List.of(Template.APPROVED, "REJECTED", "PAUSED").contains(template.status())) {
      throw TemplateForms.refused(
          2388039, "Cannot edit", "Only approved, rejected and paused templates can be edited.");
    }
    String category = Json.text(sent, "category");
    if (category != null && template.status().equals(Template.APPROVED)) {
      throw TemplateForms.refused(
          2388039, "Cannot edit", "The category of an approved template cannot change.");
    }
    boolean named = sent.has("parameter_format") ? named(sent) : template.named();
    forms.check(sent.path("components"), category == null ? template.category() : category, named);
    template.replace(sent.path("components"), category, named);
    template.become("PENDING", null);
    review(template);
    return Json.object().put("success", true);
  }

  @DeleteMapping("/{id}/message_templates")
  JsonNode delete(
      @PathVariable String id,
      @RequestParam String name,
      @RequestParam(name = "hsm_id", required = false) @Nullable String only,
      HttpServletRequest request) {
    authorization.waba(request, id);
    List<Template> found =
        templates.all().stream()
            .filter(one -> one.name().equals(name) && (only == null || one.id().equals(only)))
            .toList();
    if (found.isEmpty()) {
      throw TemplateForms.refused(
          2593002, "Message template not found", "There is no template " + name + ".");
    }
    found.forEach(templates::remove);
    return Json.object().put("success", true);
  }

  @PostMapping("/{id}/uploads")
  JsonNode begin(
      @PathVariable String id,
      @RequestParam(name = "file_length") long length,
      @RequestParam(name = "file_type") String type,
      @RequestParam(name = "file_name", required = false) @Nullable String name,
      HttpServletRequest request) {
    Token token = authorization.require(request);
    if (accounts.app(id) == null || !token.appId().equals(id)) {
      throw GraphException.noSuchObject("POST", id);
    }
    if (!List.of("application/pdf", "image/jpeg", "image/jpg", "image/png", "video/mp4")
        .contains(type)) {
      throw GraphException.param("Param file_type is not supported: " + type + ".");
    }
    return Json.object().put("id", samples.begin(length));
  }

  /** The upload's id has a query of its own, which arrives as the request's. */
  JsonNode send(String upload, byte[] body, HttpServletRequest request) {
    authorization.require(request);
    if (!"0".equals(request.getHeader("file_offset"))) {
      throw GraphException.param("The header file_offset must be 0.");
    }
    String handle = samples.finish(upload + "?" + request.getQueryString(), body.length);
    if (handle == null) {
      throw GraphException.param("The upload is not known, or its length is wrong.");
    }
    return Json.object().put("h", handle);
  }
}
