package io.wabridge.whatsapp.api.template;

import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Templates;
import io.wabridge.kit.client.Templates.Synced;
import io.wabridge.kit.client.Tenants;
import io.wabridge.model.connector.TemplatesRefused;
import io.wabridge.model.template.Template;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/** Reads all templates of an account, page by page, and hands them to tenant-service. */
@Component
class TemplateSync {

  private static final Logger log = LoggerFactory.getLogger(TemplateSync.class);

  /** Meta allows 6000 templates for an account. */
  private static final int PAGES = 100;

  private final Tenants tenants;
  private final Templates templates;
  private final TemplateCalls calls;

  TemplateSync(Tenants tenants, Templates templates, TemplateCalls calls) {
    this.tenants = tenants;
    this.templates = templates;
    this.calls = calls;
  }

  /** What changed since they were read last. */
  Synced sync(Channel channel) throws TemplatesRefused {
    try {
      var listed = new Templates.Listed(all(channel));
      return templates.replace(channel.id().value(), listed);
    } catch (TemplatesRefused e) {
      templates.failed(channel.id().value(), new Templates.Failure(e.getMessage()));
      throw e;
    }
  }

  private List<Template> all(Channel channel) throws TemplatesRefused {
    var all = new ArrayList<Template>();
    @Nullable String cursor = null;
    for (var page = 0; page < PAGES; page++) {
      var from = cursor;
      var read = calls.make(channel, (connector, context) -> connector.templates(from, context));
      all.addAll(read.templates());
      cursor = read.next();
      if (cursor == null) {
        break;
      }
    }
    return all;
  }

  /** tenant-service gives each account to one caller. */
  @Scheduled(fixedDelayString = "${bridge.templates.every:5s}", initialDelay = 5_000)
  void syncDue() {
    List<String> due;
    try {
      due = templates.due();
    } catch (RestClientException e) {
      log.atDebug().log("tenant-service does not say whose templates are due");
      return;
    }
    due.forEach(this::syncDue);
  }

  private void syncDue(String id) {
    try {
      var channel = tenants.channels().find(id).filter(Channel::active);
      if (channel.isEmpty()) {
        templates.failed(id, new Templates.Failure("The tenant or the channel is switched off."));
        return;
      }
      var synced = sync(channel.get());
      log.atInfo()
          .addKeyValue("channel", id)
          .addKeyValue("templates", synced.templates())
          .addKeyValue("added", synced.added())
          .addKeyValue("removed", synced.removed())
          .log("templates were read");
    } catch (TemplatesRefused | RuntimeException e) {
      log.atWarn()
          .addKeyValue("channel", id)
          .log("templates could not be read: {}", e.getMessage());
    }
  }
}
