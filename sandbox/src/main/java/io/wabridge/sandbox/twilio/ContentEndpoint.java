package io.wabridge.sandbox.twilio;

import io.wabridge.sandbox.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The contents of an account: texts, buttons and lists, and their approval as templates. */
@RestController
@RequestMapping(TwilioFacade.BASE + "/v1")
class ContentEndpoint {
  private static final Map<String, List<String>> REQUIRED =
      Map.of(
          "twilio/text", List.of("body"),
          "twilio/quick-reply", List.of("body", "actions"),
          "twilio/call-to-action", List.of("body", "actions"),
          "twilio/list-picker", List.of("body", "button", "items"));

  private static final Set<String> CATEGORIES = Set.of("UTILITY", "MARKETING", "AUTHENTICATION");

  private final TwilioAccounts accounts;

  ContentEndpoint(TwilioAccounts accounts) {
    this.accounts = accounts;
  }

  @PostMapping("/Content")
  ResponseEntity<JsonNode> create(@RequestBody JsonNode asked, HttpServletRequest request) {
    TwilioAccount account = accounts.caller(request);
    if (Json.text(asked, "language") == null || asked.path("types").isEmpty()) {
      throw TwilioException.invalid(20001, "language and types are required");
    }
    asked.path("types").properties().forEach(type -> check(type.getKey(), type.getValue()));
    ObjectNode content =
        Json.object().put("sid", Sids.next("HX")).put("account_sid", account.sid());
    content.put("friendly_name", Json.text(asked, "friendly_name", ""));
    content.put("language", Json.text(asked, "language"));
    content.set(
        "variables", asked.path("variables").isObject() ? asked.path("variables") : Json.object());
    content.set("types", asked.path("types"));
    account.contents().put(Json.text(content, "sid", ""), content);
    return ResponseEntity.status(201).body(content);
  }

  private static void check(String type, JsonNode form) {
    List<String> required = REQUIRED.get(type);
    if (required == null) {
      throw TwilioException.invalid(20001, "The type " + type + " is not in the sandbox");
    }
    for (String name : required) {
      if (form.path(name).isMissingNode()
          || form.path(name).isEmpty() && !form.path(name).isString()) {
        throw TwilioException.invalid(20001, name + " of " + type + " is required");
      }
    }
    int options = form.path("actions").size() + form.path("items").size();
    if (options > (type.equals("twilio/list-picker") ? 10 : 3)) {
      throw TwilioException.invalid(20001, type + " has too many options: " + options);
    }
  }

  /** WhatsApp approves at once; it has the templates of its own sandbox only. */
  @PostMapping("/Content/{sid}/ApprovalRequests/whatsapp")
  ResponseEntity<JsonNode> submit(
      @PathVariable String sid, @RequestBody JsonNode asked, HttpServletRequest request) {
    ObjectNode content = accounts.caller(request).contents().get(sid);
    if (content == null) {
      throw TwilioException.notFound(sid);
    }
    if (!Json.text(asked, "name", "").matches("[a-z0-9_]{1,512}")) {
      throw TwilioException.invalid(20001, "name must have lower-case letters, digits and _ only");
    }
    if (!CATEGORIES.contains(Json.text(asked, "category", ""))) {
      throw TwilioException.invalid(20001, "category must be one of " + CATEGORIES);
    }
    ObjectNode approval = content.putObject("approval_requests");
    approval.put("name", Json.text(asked, "name")).put("category", Json.text(asked, "category"));
    approval.put("content_type", content.path("types").propertyNames().iterator().next());
    approval.put("status", "approved").put("rejection_reason", "");
    return ResponseEntity.status(201).body(approval);
  }

  @GetMapping("/ContentAndApprovals")
  JsonNode listWithApprovals(
      @RequestParam(name = "PageSize", defaultValue = "50") int size,
      @RequestParam(name = "Page", defaultValue = "0") int page,
      HttpServletRequest request) {
    return list("ContentAndApprovals", size, page, request);
  }

  @GetMapping("/Content")
  JsonNode list(
      @RequestParam(name = "PageSize", defaultValue = "50") int size,
      @RequestParam(name = "Page", defaultValue = "0") int page,
      HttpServletRequest request) {
    return list("Content", size, page, request);
  }

  private JsonNode list(String what, int size, int page, HttpServletRequest request) {
    List<ObjectNode> all = new ArrayList<>(accounts.caller(request).contents().values());
    List<ObjectNode> shown = all.stream().skip((long) page * size).limit(size).toList();
    ObjectNode answer = Json.object();
    answer.putArray("contents").addAll(shown);
    ObjectNode meta = answer.putObject("meta").put("key", "contents").put("page", page);
    meta.put("page_size", size);
    if (all.size() > (page + 1) * size) {
      meta.put(
          "next_page_url",
          "https://content.twilio.com/v1/%s?PageSize=%d&Page=%d".formatted(what, size, page + 1));
    } else {
      meta.putNull("next_page_url");
    }
    return answer;
  }

  @DeleteMapping("/Content/{sid}")
  ResponseEntity<Void> delete(@PathVariable String sid, HttpServletRequest request) {
    if (accounts.caller(request).contents().remove(sid) == null) {
      throw TwilioException.notFound(sid);
    }
    return ResponseEntity.noContent().build();
  }
}
