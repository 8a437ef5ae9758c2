package io.wabridge.tenant.template;

import io.wabridge.kit.client.Templates.Failure;
import io.wabridge.kit.client.Templates.Kept;
import io.wabridge.kit.client.Templates.Listed;
import io.wabridge.kit.client.Templates.Synced;
import io.wabridge.model.connector.ChannelEvent.TemplateChanged;
import io.wabridge.model.template.Template;
import io.wabridge.tenant.endpoint.ChannelAccounts;
import io.wabridge.tenant.endpoint.ChannelAccounts.ChannelAccount;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Templates for the services that read them at providers and send them. */
@RestController
@RequestMapping("/internal")
class InternalTemplateController {

  private static final Logger log = LoggerFactory.getLogger(InternalTemplateController.class);

  private final ChannelAccounts channels;
  private final TemplateAccounts accounts;
  private final KeptTemplates templates;

  InternalTemplateController(
      ChannelAccounts channels, TemplateAccounts accounts, KeptTemplates templates) {
    this.channels = channels;
    this.accounts = accounts;
    this.templates = templates;
  }

  @GetMapping("/channels/{channel}/templates")
  List<Template> named(@PathVariable String channel, @RequestParam String name) {
    return templates.named(channels.get(channel), name);
  }

  @GetMapping("/channels/{channel}/templates/approved")
  List<Template> approved(@PathVariable String channel) {
    return templates.approved(channels.get(channel));
  }

  @GetMapping("/channels/{channel}/templates/{id}")
  Template one(@PathVariable String channel, @PathVariable String id) {
    return templates.get(channels.get(channel).tenantId(), id).template();
  }

  @PutMapping("/channels/{channel}/templates")
  @Transactional
  Synced replace(@PathVariable String channel, @RequestBody Listed listed) {
    var account = channels.get(channel);
    accounts.synced(account);
    return templates.replace(account, listed.templates());
  }

  @PostMapping("/channels/{channel}/templates")
  @Transactional
  Kept keep(@PathVariable String channel, @RequestBody Template template) {
    return new Kept(templates.keep(channels.get(channel), template));
  }

  @DeleteMapping("/channels/{channel}/templates/{id}")
  void remove(@PathVariable String channel, @PathVariable String id) {
    templates.remove(channels.get(channel), id);
  }

  @PostMapping("/channels/{channel}/templates/failure")
  void failed(@PathVariable String channel, @RequestBody Failure failure) {
    accounts.failed(channels.get(channel), failure.words());
  }

  /** The receiver may belong to another account than the event: accounts share an address. */
  @PostMapping("/channels/{channel}/templates/changed")
  @Transactional
  void changed(@PathVariable String channel, @RequestBody TemplateChanged change) {
    var receiver = channels.get(channel);
    var known = templates.apply(receiver.tenantId(), receiver.kind(), change);
    if (known.isEmpty() || change.contentChanged()) {
      accounts.makeDue(concerned(receiver, known.orElse(change.account())));
    }
    log.atInfo()
        .addKeyValue("tenant", receiver.tenantId())
        .addKeyValue("template", change.name())
        .addKeyValue("language", change.language())
        .addKeyValue("status", change.status())
        .log("the provider reported a change of a template");
  }

  private ChannelAccount concerned(ChannelAccount receiver, @Nullable String account) {
    return channels.ofTenant(receiver.tenantId()).stream()
        .filter(one -> one.kind().equals(receiver.kind()) && Objects.equals(one.account(), account))
        .findFirst()
        .orElse(receiver);
  }

  @PostMapping("/templates/due")
  List<String> due() {
    return accounts.claim();
  }
}
