package io.wabridge.kit.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.model.template.Template;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;

/** The templates that tenant-service keeps of each channel's account. */
public interface Templates {

  /** All languages of a template, of any status. */
  @GetExchange("/internal/channels/{channel}/templates")
  List<Template> named(@PathVariable String channel, @RequestParam String name);

  /** The approved templates, by name. */
  @GetExchange("/internal/channels/{channel}/templates/approved")
  List<Template> approved(@PathVariable String channel);

  /** One template by our id of it. */
  @GetExchange("/internal/channels/{channel}/templates/{id}")
  Template one(@PathVariable String channel, @PathVariable String id);

  /** Replaces all templates of the channel's account by what the provider has now. */
  @PutExchange("/internal/channels/{channel}/templates")
  Synced replace(@PathVariable String channel, @RequestBody Listed listed);

  /** Keeps one template that was created or changed. */
  @PostExchange("/internal/channels/{channel}/templates")
  Kept keep(@PathVariable String channel, @RequestBody Template template);

  /** Removes a template that was deleted. */
  @DeleteExchange("/internal/channels/{channel}/templates/{id}")
  void remove(@PathVariable String channel, @PathVariable String id);

  /** The templates could not be read. */
  @PostExchange("/internal/channels/{channel}/templates/failure")
  void failed(@PathVariable String channel, @RequestBody Failure failure);

  /** What a provider reported at the address of this channel. */
  @PostExchange("/internal/channels/{channel}/templates/changed")
  void changed(@PathVariable String channel, @RequestBody ChannelEvent.TemplateChanged changed);

  /**
   * The channels whose accounts' templates are to be read now, one for each account. They are given
   * to one caller only.
   */
  @PostExchange("/internal/templates/due")
  List<String> due();

  /** All templates of an account. */
  record Listed(List<Template> templates) {}

  /**
   * What a synchronization changed.
   *
   * @param templates how many the account has
   */
  record Synced(int templates, int added, int changed, int removed) {}

  /** Our id of a template. */
  record Kept(String id) {}

  /** Why the templates could not be read. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Failure(@Nullable String words) {}
}
