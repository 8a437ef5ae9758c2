package io.wabridge.kit.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.Content;
import io.wabridge.model.DeskId;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MediaKind;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Origin;
import io.wabridge.model.Person;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.ChannelEvent;
import io.wabridge.model.routing.Route;
import io.wabridge.model.routing.RouteCondition;
import io.wabridge.model.routing.Routing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a message says to the conditions of routes. */
class RouteFactsTest {

  private static final Routing SPANISH =
      new Routing(
          List.of(
              new Route(
                  "Spanish",
                  new DeskId("desk-1"),
                  new RouteCondition(null, List.of("es"), List.of(), null, null, null),
                  null)),
          List.of(),
          24);

  private static RouteFacts facts(Routing routing, Content content, Origin origin) {
    var said =
        new ChannelEvent.PersonMessage(
            new ExternalId("wamid.1"),
            Person.ofWaId("34600123456"),
            content,
            null,
            origin,
            Instant.EPOCH);
    return RouteFacts.of(routing, said, Instant.EPOCH, desk -> false);
  }

  private static Origin.Referral referral(@Nullable String type, @Nullable String click) {
    return new Origin.Referral(type, "1202", null, null, null, click, null);
  }

  @Test
  void captionsButtonsAndEditsAreText() {
    var picture =
        new Content.Media(
            MediaKind.IMAGE,
            "image/jpeg",
            null,
            "my invoice",
            false,
            new MediaRef.Pending(Reason.WAITING));

    assertThat(facts(Routing.NONE, picture, Origin.PERSON).text()).isEqualTo("my invoice");
    assertThat(
            facts(Routing.NONE, new Content.ChoiceReply("1", "Sales", null), Origin.PERSON).text())
        .isEqualTo("Sales");
    assertThat(
            facts(Routing.NONE, new Content.Edit(null, new Content.Text("new")), Origin.PERSON)
                .text())
        .isEqualTo("new");
    assertThat(facts(Routing.NONE, new Content.Deletion(null), Origin.PERSON).text()).isEmpty();
  }

  @Test
  void theBusinesssOwnWordsAreNotThePersons() {
    var facts =
        facts(SPANISH, new Content.Text("We are open from nine to six today"), Origin.BUSINESS_APP);

    assertThat(facts.text()).isEmpty();
    assertThat(facts.language()).isEqualTo("es");
  }

  @Test
  void theLanguageIsGuessedOnlyIfARouteAsksForIt() {
    var hello = new Content.Text("Hello, I need help with my invoice");

    assertThat(facts(SPANISH, hello, Origin.PERSON).language()).isEqualTo("en");
    assertThat(facts(Routing.NONE, hello, Origin.PERSON).language()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"ad,,true", ",,true", "post,,false", "post,click-1,true", "product,,false"})
  void aClickOnAnAdvertisement(@Nullable String type, @Nullable String click, boolean fromAd) {
    var origin = new Origin(null, referral(type, click), null, false);

    assertThat(facts(Routing.NONE, new Content.Text("hi"), origin).fromAd()).isEqualTo(fromAd);
    assertThat(facts(Routing.NONE, new Content.Text("hi"), Origin.PERSON).fromAd()).isFalse();
  }
}
