package io.wabridge.outbound;

import io.wabridge.model.Content;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an agent writes for the bridge, not for the person. */
sealed interface AgentCommand {

  /** Passes the conversation on to the desk with this name. */
  record ToDesk(String name) implements AgentCommand {}

  /** Closes the conversation. */
  record Close() implements AgentCommand {}

  /** Shows the templates that can be sent. */
  record ListTemplates() implements AgentCommand {}

  /** Sends a template: its name, perhaps a language, and values between vertical bars. */
  record SendTemplate(String words) implements AgentCommand {}

  /** Shows the commands. */
  record Help() implements AgentCommand {}

  /** The command of a message: one text that begins with a known word after a slash. */
  static Optional<AgentCommand> of(List<Content> contents) {
    if (contents.size() != 1 || !(contents.getFirst() instanceof Content.Text(var body))) {
      return Optional.empty();
    }
    var words = body.strip().split("\\s+", 2);
    var rest = words.length > 1 ? words[1].strip() : "";
    return switch (words[0].toLowerCase(Locale.ROOT)) {
      case "/desk" -> Optional.of(rest.isEmpty() ? new Help() : new ToDesk(rest));
      case "/template" ->
          Optional.of(rest.isEmpty() ? new ListTemplates() : new SendTemplate(rest));
      case "/close" -> Optional.of(new Close());
      case "/help" -> Optional.of(new Help());
      default -> Optional.empty();
    };
  }
}
