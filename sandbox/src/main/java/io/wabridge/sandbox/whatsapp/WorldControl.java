package io.wabridge.sandbox.whatsapp;

import io.wabridge.sandbox.Faults;
import io.wabridge.sandbox.Journal;
import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.Pages;
import io.wabridge.sandbox.Settings;
import io.wabridge.sandbox.ShiftingClock;
import io.wabridge.sandbox.WebhookLog;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The control API of the sandbox as a whole: settings, history and reset. */
@RestController
class WorldControl {
  private final Accounts accounts;
  private final Persons persons;
  private final Groups groups;
  private final MessageStore messageStore;
  private final MediaStore mediaStore;
  private final Templates templates;
  private final Samples samples;
  private final PersonMessageSender speech;
  private final ObjectProvider<NumberProvider> providers;
  private final Faults faults;
  private final ShiftingClock clock;
  private final WebhookLog log;
  private final Journal journal;
  private final Settings<WhatsAppSettings> settings;

  WorldControl(
      Accounts accounts,
      Persons persons,
      Groups groups,
      MessageStore messageStore,
      MediaStore mediaStore,
      Templates templates,
      Samples samples,
      PersonMessageSender speech,
      ObjectProvider<NumberProvider> providers,
      Faults faults,
      ShiftingClock clock,
      WebhookLog log,
      Journal journal,
      Settings<WhatsAppSettings> settings) {
    this.accounts = accounts;
    this.persons = persons;
    this.groups = groups;
    this.messageStore = messageStore;
    this.mediaStore = mediaStore;
    this.templates = templates;
    this.samples = samples;
    this.speech = speech;
    this.providers = providers;
    this.faults = faults;
    this.clock = clock;
    this.log = log;
    this.journal = journal;
    this.settings = settings;
  }

  @GetMapping("/")
  ResponseEntity<Resource> page() {
    return Pages.html("phone.html");
  }

  record MessageId(String messageId) {}

  @PostMapping("/sandbox/again")
  JsonNode again(@RequestBody MessageId asked) {
    PersonMessage said = messageStore.said().get(asked.messageId());
    if (said == null) {
      throw new NotFoundException("message " + asked.messageId());
    }
    speech.again(said);
    return Json.object().put("success", true);
  }

  @GetMapping("/sandbox/settings")
  WhatsAppSettings settings() {
    return settings.now();
  }

  @PatchMapping("/sandbox/settings")
  WhatsAppSettings change(@RequestBody JsonNode changes) {
    return settings.patch(changes);
  }

  @PostMapping("/sandbox/reset")
  JsonNode reset() {
    persons.clear();
    groups.clear();
    messageStore.clear();
    mediaStore.clear();
    accounts.reset();
    templates.reset();
    samples.clear();
    providers.forEach(NumberProvider::reset);
    faults.clear();
    clock.reset();
    log.clear();
    journal.clear();
    settings.reset();
    return Json.object().put("success", true);
  }
}
