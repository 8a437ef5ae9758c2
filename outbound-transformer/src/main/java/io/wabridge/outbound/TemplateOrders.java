package io.wabridge.outbound;

import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Templates;
import io.wabridge.kit.routing.LanguageGuess;
import io.wabridge.kit.template.TemplateCheck;
import io.wabridge.model.Content;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.template.Template;
import io.wabridge.model.template.TemplateForm;
import io.wabridge.model.template.TemplateValues;
import io.wabridge.model.template.TemplateValues.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the templates of agents' messages and checks their values, so that WhatsApp refuses none
 * for a reason that is known before.
 */
@Component
class TemplateOrders {

  private static final String KIND = "template";
  private static final String NAME = "{name}";
  private static final int LISTED = 30;
  private static final int SHOWN = 80;
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}([_-][A-Za-z]{2,4})?");

  /**
   * A template message that was checked.
   *
   * @param reason why it may not be sent; null: it may
   */
  record Checked(Content.Template content, @Nullable Reason reason, @Nullable String detail) {

    /** No template may be sent. */
    static Checked refused(Reason reason, String detail) {
      return new Checked(new Content.Template("", null, TemplateValues.NONE), reason, detail);
    }
  }

  private final Templates templates;
  private final Connectors<ChannelConnector> connectors;

  TemplateOrders(Templates templates, Connectors<ChannelConnector> connectors) {
    this.templates = templates;
    this.connectors = connectors;
  }

  /**
   * The message that an agent ordered as {@code NAME [language] [value | value…]}. The values fill
   * header, body and buttons, in this order.
   */
  Content.Template read(Channel channel, String words) {
    var parts = words.strip().split("\\s+", 2);
    var name = parts[0].toLowerCase(Locale.ROOT);
    var rest = parts.length > 1 ? parts[1].strip() : "";
    var known =
        carries(channel) ? templates.named(channel.id().value(), name) : List.<Template>of();
    @Nullable String language = null;
    var next = rest.split("\\s+", 2);
    if (LANGUAGE.matcher(next[0]).matches() && hasLanguage(known, next[0])) {
      language = Template.normalized(next[0]);
      rest = next.length > 1 ? next[1].strip() : "";
    }
    var values =
        rest.isEmpty()
            ? List.<String>of()
            : Arrays.stream(rest.split("\\|", -1)).map(String::strip).toList();
    var form = chosen(known, language, channel).map(Template::form);
    return new Content.Template(
        name,
        language,
        form.map(one -> arranged(one, values)).orElseGet(() -> TemplateValues.ofBody(values)));
  }

  private static boolean hasLanguage(List<Template> known, String word) {
    var language = Template.normalized(word);
    return known.stream().anyMatch(one -> one.language().equals(language));
  }

  private static TemplateValues arranged(TemplateForm form, List<String> values) {
    var header =
        form.header() == null ? List.<String>of() : TemplateForm.places(form.header().text());
    var body = TemplateForm.places(form.body());
    var buttons = new ArrayList<Integer>();
    for (var i = 0; i < form.buttons().size(); i++) {
      if (form.buttons().get(i).needsValue()
          && form.buttons().get(i).kind() != TemplateForm.ButtonKind.OTP) {
        buttons.add(i);
      }
    }
    if (values.size() != header.size() + body.size() + buttons.size()) {
      return TemplateValues.ofBody(values);
    }
    var first = header.size() + body.size();
    var pressed = new ArrayList<TemplateValues.Button>();
    for (var i = 0; i < buttons.size(); i++) {
      pressed.add(new TemplateValues.Button(buttons.get(i), values.get(first + i)));
    }
    return new TemplateValues(
        header.isEmpty()
            ? null
            : new TemplateValues.Header(
                parameters(form, header, values.subList(0, header.size())), null, null),
        parameters(form, body, values.subList(header.size(), first)),
        pressed,
        List.of(),
        null);
  }

  private static List<Parameter> parameters(
      TemplateForm form, List<String> places, List<String> values) {
    var parameters = new ArrayList<Parameter>();
    for (var i = 0; i < values.size(); i++) {
      parameters.add(new Parameter(form.named() ? places.get(i) : null, values.get(i)));
    }
    return parameters;
  }

  /** The message with its template, or the reason why it may not be sent. */
  Checked checked(Channel channel, Content.Template message) {
    if (!carries(channel)) {
      return new Checked(
          message, Reason.UNSUPPORTED, "The provider of this number has no templates.");
    }
    var known = templates.named(channel.id().value(), message.name());
    var found = chosen(known, message.language(), channel);
    if (found.isEmpty()) {
      return new Checked(message, Reason.TEMPLATE_MISSING, missing(message, known));
    }
    var template = found.get();
    var content =
        TemplateCheck.known(
            message, template.id(), template.language(), template.category(), template.form());
    var refusal = TemplateCheck.refusal(template.status());
    if (refusal != null) {
      var why = template.reason() == null ? "" : " " + template.reason();
      return new Checked(
          content,
          refusal,
          "The template " + template.name() + " is " + template.status() + "." + why);
    }
    var problems = TemplateCheck.problems(template.form(), content.values());
    return problems.isEmpty()
        ? new Checked(content, null, null)
        : new Checked(content, Reason.TEMPLATE_PARAMETERS, TemplateCheck.sentence(problems));
  }

  /**
   * The message that asks this person to write, by which a reply outside of the 24-hour window
   * waits. It is in the person's language if the template has it, as far as that is known.
   */
  Checked reopening(Channel channel, Person person) {
    var policy = channel.window();
    var name = policy.template();
    if (name == null) {
      return Checked.refused(Reason.TEMPLATE_MISSING, "The channel names no template.");
    }
    var nameOfPerson = person.name() == null ? person.username() : person.name();
    var values = new ArrayList<String>();
    for (var value : policy.values()) {
      if (value.contains(NAME) && nameOfPerson == null) {
        return Checked.refused(
            Reason.TEMPLATE_PARAMETERS, "The person's name is not known, and the template has it.");
      }
      values.add(nameOfPerson == null ? value : value.replace(NAME, nameOfPerson));
    }
    if (!carries(channel)) {
      return Checked.refused(Reason.UNSUPPORTED, "The provider of this number has no templates.");
    }
    var known = templates.named(channel.id().value(), name);
    var language =
        LanguageGuess.of("", person)
            .flatMap(spoken -> inLanguage(known, spoken))
            .map(Template::language)
            .orElse(null);
    var form = chosen(known, language, channel).map(Template::form);
    return checked(
        channel,
        new Content.Template(
            name,
            language,
            form.map(one -> arranged(one, values)).orElseGet(() -> TemplateValues.ofBody(values))));
  }

  private static Optional<Template> inLanguage(List<Template> known, String language) {
    return known.stream()
        .filter(one -> one.status().sendable())
        .filter(one -> one.language().split("_", 2)[0].equals(language))
        .findFirst();
  }

  private boolean carries(Channel channel) {
    return connectors.of(channel.kind()).info().capabilities().contents().contains(KIND);
  }

  /**
   * The template in the language that was asked for; without one, in its only language, or in the
   * tenant's.
   */
  private static Optional<Template> chosen(
      List<Template> known, @Nullable String language, Channel channel) {
    if (language != null) {
      var wanted = Template.normalized(language);
      return known.stream().filter(one -> one.language().equals(wanted)).findFirst();
    }
    var approved = known.stream().filter(one -> one.status().sendable()).toList();
    var candidates = approved.isEmpty() ? known : approved;
    if (candidates.size() == 1) {
      return Optional.of(candidates.getFirst());
    }
    var tenants = channel.language().locale().getLanguage();
    return candidates.stream()
        .filter(one -> one.language().split("_", 2)[0].equals(tenants))
        .findFirst();
  }

  private static String missing(Content.Template message, List<Template> known) {
    if (known.isEmpty()) {
      return "There is no template " + message.name() + ".";
    }
    var languages = known.stream().map(Template::language).collect(Collectors.joining(", "));
    return message.language() == null
        ? "Name a language of the template " + message.name() + ": " + languages + "."
        : "The template "
            + message.name()
            + " has no language "
            + message.language()
            + "; it has: "
            + languages
            + ".";
  }

  /** The templates that can be sent, one on each line; empty: none. */
  String listed(String channel) {
    var approved = templates.approved(channel);
    var lines =
        approved.stream()
            .limit(LISTED)
            .map(one -> one.name() + " " + one.language() + ": " + begin(one.form().body()))
            .collect(Collectors.joining("\n"));
    return approved.size() > LISTED ? lines + "\n…" : lines;
  }

  private static String begin(String body) {
    var line = body.replaceAll("\\s+", " ");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }
}
