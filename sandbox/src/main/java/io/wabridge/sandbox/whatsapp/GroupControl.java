package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The control API for groups; a member speaks in one with the group's id in "say". */
@RestController
@RequestMapping("/sandbox/groups")
class GroupControl {
  private final Groups groups;
  private final Chats chats;
  private final Accounts accounts;

  GroupControl(Groups groups, Chats chats, Accounts accounts) {
    this.groups = groups;
    this.chats = chats;
    this.accounts = accounts;
  }

  record New(@Nullable String subject, List<String> persons) {}

  @PostMapping
  JsonNode create(
      @RequestParam(defaultValue = Accounts.PHONE_NUMBER_ID) String number,
      @RequestBody New asked) {
    BusinessNumber host = accounts.number(number);
    if (host == null) {
      throw new NotFoundException("number " + number);
    }
    List<Chat> members = asked.persons().stream().map(one -> chats.of(one, number)).toList();
    String subject = asked.subject() == null ? "Group" : asked.subject();
    return view(groups.create(subject, host, members));
  }

  @GetMapping("/{id}")
  JsonNode group(@PathVariable String id) {
    return view(groups.require(id));
  }

  @GetMapping("/{id}/received")
  JsonNode received(
      @PathVariable String id,
      @RequestParam(defaultValue = "0") long atLeast,
      @RequestParam(defaultValue = "0") long timeoutMs)
      throws InterruptedException {
    Group group = groups.require(id);
    long total = group.received().await(atLeast, timeoutMs);
    ArrayNode items = Json.array();
    group.received().all().forEach(message -> items.add(message.view()));
    return Json.object().put("total", total).set("items", items);
  }

  private static ObjectNode view(Group group) {
    ObjectNode view = Json.object().put("id", group.id()).put("subject", group.subject());
    ArrayNode persons = view.putArray("persons");
    group.members().forEach(member -> persons.add(member.person().id()));
    return view;
  }
}
