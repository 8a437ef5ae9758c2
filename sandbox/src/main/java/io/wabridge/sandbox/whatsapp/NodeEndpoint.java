package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Graph addresses every object as a node with an id; this endpoint finds out its kind. */
@RestController
class NodeEndpoint {
  private final TokenAuthorization authorization;
  private final Accounts accounts;
  private final MediaStore mediaStore;
  private final NumberNode numbers;
  private final Templates templates;
  private final TemplateEndpoint templateCalls;

  NodeEndpoint(
      TokenAuthorization authorization,
      Accounts accounts,
      MediaStore mediaStore,
      NumberNode numbers,
      Templates templates,
      TemplateEndpoint templateCalls) {
    this.authorization = authorization;
    this.accounts = accounts;
    this.mediaStore = mediaStore;
    this.numbers = numbers;
    this.templates = templates;
    this.templateCalls = templateCalls;
  }

  @GetMapping("/me")
  JsonNode me(HttpServletRequest request) {
    if (TokenAuthorization.presented(request) == null) {
      throw GraphException.noToken();
    }
    authorization.require(request);
    return Json.object().put("name", "Sandbox System User").put("id", "610061006100610");
  }

  @GetMapping("/{id}")
  JsonNode get(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String fields,
      @RequestParam(name = "phone_number_id", required = false) @Nullable String owner,
      HttpServletRequest request) {
    Token token = authorization.require(request);
    BusinessNumber number = accounts.number(id);
    if (number != null && token.reaches(number.waba().id())) {
      return numbers.view(number, fields);
    }
    Waba waba = accounts.waba(id);
    if (waba != null && token.reaches(id)) {
      return Json.object()
          .put("id", id)
          .put("name", waba.name())
          .put("timezone_id", "1")
          .put("currency", "EUR")
          .put("account_review_status", "APPROVED");
    }
    Template template = templates.byId(id);
    if (template != null) {
      return template.view();
    }
    return media(media(id, owner, token, request), request);
  }

  @PostMapping("/{id}")
  JsonNode change(@PathVariable String id, @RequestBody byte[] body, HttpServletRequest request) {
    if (id.startsWith("upload:")) {
      return templateCalls.send(id, body, request);
    }
    Template template = templates.byId(id);
    if (template != null) {
      authorization.require(request);
      return templateCalls.edit(template, Json.read(body));
    }
    return numbers.change(authorization.number(request, id), Json.read(body));
  }

  @DeleteMapping("/{id}")
  JsonNode delete(
      @PathVariable String id,
      @RequestParam(name = "phone_number_id", required = false) @Nullable String owner,
      HttpServletRequest request) {
    mediaStore.expire(media(id, owner, authorization.require(request), request));
    return Json.object().put("success", true);
  }

  private Media media(String id, @Nullable String owner, Token token, HttpServletRequest request) {
    Media media = mediaStore.find(id);
    BusinessNumber number = media == null ? null : media.owner();
    boolean foreign =
        number != null
            && (!token.reaches(number.waba().id()) || owner != null && !owner.equals(number.id()));
    if (media == null || foreign) {
      throw GraphException.noSuchObject(request.getMethod(), id);
    }
    return media;
  }

  private JsonNode media(Media media, HttpServletRequest request) {
    String base =
        "%s://%s:%d"
            .formatted(request.getScheme(), request.getServerName(), request.getServerPort());
    return Json.object()
        .put("messaging_product", "whatsapp")
        .put("url", mediaStore.link(media, base))
        .put("mime_type", media.mime())
        .put("sha256", media.blob().sha256())
        .put("file_size", Long.toString(media.blob().size()))
        .put("id", media.id());
  }
}
