package io.wabridge.kit.routing;

import io.wabridge.model.Content;
import io.wabridge.model.DeskId;
import io.wabridge.model.Origin;
import io.wabridge.model.Person;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.model.routing.Routing;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the conditions of routes are compared with.
 *
 * @param person identifies the person, always in the same way; empty: unknown
 * @param text what the person wrote; empty: nothing, or unknown
 * @param fromAd whether the person came from an advertisement
 * @param language the person's language, two letters; null: unknown
 * @param unavailable whether a desk is unavailable
 */
public record RouteFacts(
    String person,
    String text,
    boolean fromAd,
    @Nullable String language,
    Instant now,
    Predicate<DeskId> unavailable) {

  /** Of a message. The language is guessed only if a route of the channel asks for it. */
  public static RouteFacts of(
      Routing routing,
      ChannelEvent.PersonMessage said,
      Instant now,
      Predicate<DeskId> unavailable) {
    // what the business wrote on its phone says nothing about the person
    var text = said.origin().businessApp() ? "" : text(said.content());
    return of(routing, said.person(), text, fromAd(said.origin().referral()), now, unavailable);
  }

  /** Of a conversation whose messages are not known. */
  public static RouteFacts of(
      Routing routing, Person person, Instant now, Predicate<DeskId> unavailable) {
    return of(routing, person, "", false, now, unavailable);
  }

  private static RouteFacts of(
      Routing routing,
      Person person,
      String text,
      boolean fromAd,
      Instant now,
      Predicate<DeskId> unavailable) {
    var asked = routing.routes().stream().anyMatch(route -> !route.when().languages().isEmpty());
    return new RouteFacts(
        person.key(),
        text,
        fromAd,
        asked ? LanguageGuess.of(text, person).orElse(null) : null,
        now,
        unavailable);
  }

  private static boolean fromAd(Origin.@Nullable Referral referral) {
    return referral != null && referral.advertised();
  }

  private static String text(Content content) {
    return switch (content) {
      case Content.Text(var body) -> body;
      case Content.Media media -> media.caption() == null ? "" : media.caption();
      case Content.ChoiceReply reply -> reply.title();
      case Content.Choice choice -> choice.text();
      case Content.Template template -> template.text();
      case Content.Interactive message -> message.text();
      case Content.Order order -> order.text() == null ? "" : order.text();
      case Content.Edit edit -> text(edit.now());
      case Content.Location _,
          Content.Contacts _,
          Content.FormReply _,
          Content.Reaction _,
          Content.Deletion _,
          Content.Notice _,
          Content.Unsupported _ ->
          "";
    };
  }

  /** Contains personal data: it does not appear in logs. */
  @Override
  public String toString() {
    return "RouteFacts[***]";
  }
}
