package io.wabridge.kit.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.DeskId;
import io.wabridge.model.routing.OpeningHours;
import io.wabridge.model.routing.Route;
import io.wabridge.model.routing.RouteCondition;
import io.wabridge.model.routing.Routing;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which route gives a conversation its desk, and which desk comes next. */
class RoutesTest {

  private static final DeskId OWN = new DeskId("own");
  private static final DeskId BOT = new DeskId("bot");
  private static final DeskId SALES = new DeskId("sales");
  private static final DeskId SUPPORT = new DeskId("support");

  /** A Wednesday, 11:00 in Madrid. */
  private static final Instant NOON = Instant.parse("2026-07-15T09:00:00Z");

  private static final OpeningHours OFFICE =
      new OpeningHours(
          ZoneId.of("Europe/Madrid"),
          List.of(
              new OpeningHours.Span(
                  Set.of(DayOfWeek.WEDNESDAY), LocalTime.of(9, 0), LocalTime.of(18, 0))));

  private static RouteCondition hours() {
    return new RouteCondition(OFFICE, List.of(), List.of(), null, null, null);
  }

  private static RouteCondition languages(String... languages) {
    return new RouteCondition(null, List.of(languages), List.of(), null, null, null);
  }

  private static RouteCondition keywords(String... keywords) {
    return new RouteCondition(null, List.of(), List.of(keywords), null, null, null);
  }

  private static RouteCondition fromAd(boolean fromAd) {
    return new RouteCondition(null, List.of(), List.of(), fromAd, null, null);
  }

  private static RouteCondition percent(int percent) {
    return new RouteCondition(null, List.of(), List.of(), null, percent, null);
  }

  private static RouteCondition unavailable(DeskId desk) {
    return new RouteCondition(null, List.of(), List.of(), null, null, desk);
  }

  private static Route route(DeskId desk, RouteCondition when) {
    return new Route("to " + desk, desk, when, null);
  }

  private static Route failing(DeskId desk, RouteCondition when, int seconds) {
    return new Route("to " + desk, desk, when, seconds);
  }

  private static Routes routes(@Nullable DeskId own, Route... routes) {
    return new Routes(new Routing(List.of(routes), List.of(), 24), own);
  }

  private static RouteFacts facts(String text, Instant now, Predicate<DeskId> unavailable) {
    return new RouteFacts("447700900123", text, false, "en", now, unavailable);
  }

  private static RouteFacts facts(String text) {
    return facts(text, NOON, desk -> false);
  }

  private static RouteFacts facts(Instant now, DeskId... unavailable) {
    return facts("hello", now, Set.of(unavailable)::contains);
  }

  private static Instant evening() {
    return NOON.plus(Duration.ofHours(10));
  }

  @Test
  void theFirstRouteThatIsMetGivesTheDesk() {
    var choice =
        routes(
                OWN,
                route(SALES, keywords("price")),
                route(BOT, RouteCondition.ALWAYS),
                route(SUPPORT, RouteCondition.ALWAYS))
            .choose(facts("hello"));

    assertThat(choice.desk()).isEqualTo(BOT);
    assertThat(choice.route()).isEqualTo("to bot");
    assertThat(choice.verdicts())
        .extracting(RouteChoice.Verdict::unmet)
        .containsExactly(Set.of(Unmet.KEYWORD), Set.of(), Set.of());
  }

  @Test
  void aMirrorThatIsAlsoADeskOfTheChannelDoesNotOnlyRead() {
    var routing =
        new Routing(List.of(route(BOT, RouteCondition.ALWAYS)), List.of(BOT, OWN, SALES), 24);
    var routes = new Routes(routing, OWN);

    assertThat(List.of(BOT, OWN, SALES, SUPPORT))
        .filteredOn(routes::onlyReads)
        .containsExactly(SALES);
  }

  @Test
  void withoutAMetRouteTheChannelsOwnDeskIsChosen() {
    var choice = routes(OWN, route(SALES, keywords("price"))).choose(facts("hello"));

    assertThat(choice.desk()).isEqualTo(OWN);
    assertThat(choice.route()).isNull();
    assertThat(routes(null, route(SALES, keywords("price"))).choose(facts("hello")).desk())
        .isNull();
  }

  @Test
  void everyGivenPartOfAConditionMustBeMet() {
    var condition = new RouteCondition(OFFICE, List.of("es"), List.of("price"), true, 100, SUPPORT);

    var choice = routes(OWN, route(SALES, condition)).choose(facts("the price", NOON, _ -> false));

    assertThat(choice.verdicts().getFirst().unmet())
        .containsExactlyInAnyOrder(Unmet.LANGUAGE, Unmet.AD, Unmet.AVAILABILITY);
  }

  @Test
  void aRouteForPersonsWhoCameFromNoAdvertisement() {
    var routes = routes(OWN, route(SALES, fromAd(true)), route(SUPPORT, fromAd(false)));

    assertThat(routes.choose(facts("hello")).desk()).isEqualTo(SUPPORT);
    assertThat(
            routes
                .choose(new RouteFacts("447700900123", "", true, null, NOON, desk -> false))
                .desk())
        .isEqualTo(SALES);
  }

  @Test
  void anUnknownLanguageMeetsNoLanguage() {
    var routes = routes(OWN, route(SALES, languages("es", "en")));

    assertThat(routes.choose(facts("hello")).desk()).isEqualTo(SALES);
    assertThat(
            routes
                .choose(new RouteFacts("447700900123", "", false, null, NOON, desk -> false))
                .desk())
        .isEqualTo(OWN);
  }

  @ParameterizedTest
  @CsvSource({
    "FACTURACIÓN, ¿Tema: facturacion?, true",
    "facturacion, Pregunta sobre Facturación, true",
    "my  invoice, Where is MY Invoice?, true",
    "my invoice, my old invoice, false",
    "price, the prices, false",
    "art, a smart idea, false",
    "art, art, true",
    "STRASSE, in der Straße 5, true",
    "łódź, w LODZI, false",
    "łódź, do Lodz, true",
    "do-it-yourself, DO IT YOURSELF!, true",
    "24h, open 24h?, true",
    "退款, 我要退款谢谢, true",
    "คืนเงิน, ฉันต้องการคืนเงิน, true",
    "чек, Мне нужен чек, true",
    "!!!, !!!, false"
  })
  void findsKeywordsAsWholeWordsWithoutCaseAndAccents(String keyword, String text, boolean found) {
    var choice = routes(OWN, route(SALES, keywords("never", keyword))).choose(facts(text));

    assertThat(choice.desk()).isEqualTo(found ? SALES : OWN);
  }

  @Test
  void aPercentageTakesThatPartOfAllPersonsAndAlwaysTheSame() {
    var taken = personsOf(routes(OWN, route(BOT, percent(20))), BOT);

    assertThat(taken).hasSizeBetween(1850, 2150);
    assertThat(personsOf(routes(OWN, route(BOT, percent(20))), BOT)).isEqualTo(taken);
    assertThat(personsOf(routes(OWN, route(BOT, percent(30))), BOT))
        .hasSizeGreaterThan(taken.size())
        .containsAll(taken);
    assertThat(personsOf(routes(OWN, route(BOT, percent(100))), BOT)).hasSize(10_000);
  }

  @Test
  void aSecondPercentageIsOfTheRemainingPersons() {
    var routes = routes(OWN, route(BOT, percent(50)), route(SALES, percent(50)));

    assertThat(personsOf(routes, SALES)).hasSizeBetween(2350, 2650);
    assertThat(personsOf(routes, OWN)).hasSizeBetween(2350, 2650);
  }

  private static List<String> personsOf(Routes routes, DeskId desk) {
    return IntStream.range(0, 10_000)
        .mapToObj(number -> "4477009%05d".formatted(number))
        .filter(person ->
            desk.equals(
                routes.choose(new RouteFacts(person, "", false, null, NOON, _ -> false)).desk()))
        .toList();
  }

  @Test
  void anUnavailableDeskOpensTheRouteToAnother() {
    var routes = routes(OWN, route(SALES, unavailable(OWN)));

    assertThat(routes.choose(facts(NOON)).desk()).isEqualTo(OWN);
    assertThat(routes.choose(facts(NOON, OWN)).desk()).isEqualTo(SALES);
  }

  @Test
  void aConversationMayStayWhereHoursAndAvailabilityPermit() {
    var routes =
        routes(
            OWN,
            route(BOT, keywords("bot")),
            route(SUPPORT, hours()),
            route(SALES, unavailable(SUPPORT)));

    assertThat(routes.choose(facts(NOON)).eligible()).containsExactly(BOT, SUPPORT, OWN);
    assertThat(routes.choose(facts(evening())).eligible()).containsExactly(BOT, OWN);
    assertThat(routes.choose(facts(evening(), SUPPORT)).eligible())
        .containsExactly(BOT, SALES, OWN);
    assertThat(routes(OWN).choose(facts(NOON)).eligible()).isEmpty();
  }

  @Test
  void failsOverAfterTheShortestTimeOfTheDesksRoutes() {
    var routes =
        routes(
            OWN,
            failing(BOT, keywords("bot"), 600),
            failing(BOT, RouteCondition.ALWAYS, 30),
            route(SALES, RouteCondition.ALWAYS));

    assertThat(routes.failover(BOT)).contains(Duration.ofSeconds(30));
    assertThat(routes.failover(SALES)).isEmpty();
    assertThat(routes.failover(OWN)).isEmpty();
  }

  @Test
  void theNextDeskIsThatOfTheNextRouteThatIsMet() {
    var routes =
        routes(
            OWN,
            route(BOT, RouteCondition.ALWAYS),
            route(SALES, keywords("price")),
            route(BOT, RouteCondition.ALWAYS),
            route(SUPPORT, hours()));

    assertThat(routes.nextDesk(BOT, facts("", NOON, _ -> false))).contains(SUPPORT);
    assertThat(routes.nextDesk(BOT, facts("", evening(), _ -> false))).contains(OWN);
    assertThat(routes.nextDesk(SUPPORT, facts("", NOON, _ -> false))).contains(OWN);
    assertThat(routes.nextDesk(OWN, facts("", NOON, _ -> false))).isEmpty();
  }

  @Test
  void anAvailableDeskIsNextBeforeAnUnavailableOne() {
    var routes =
        routes(OWN, route(BOT, RouteCondition.ALWAYS), route(SUPPORT, RouteCondition.ALWAYS));

    assertThat(routes.nextDesk(BOT, facts(NOON, SUPPORT))).contains(OWN);
    assertThat(routes.nextDesk(BOT, facts(NOON, SUPPORT, OWN))).contains(SUPPORT);
  }

  @Test
  void aRouteForOtherPersonsIsNextOnlyIfThereIsNoOtherDesk() {
    var bot = route(BOT, RouteCondition.ALWAYS);
    var spanish = route(SALES, languages("es"));

    assertThat(routes(OWN, bot, spanish).nextDesk(BOT, facts(NOON))).contains(OWN);
    assertThat(routes(null, bot, spanish).nextDesk(BOT, facts(NOON))).contains(SALES);
    assertThat(routes(null, bot, route(SALES, hours())).nextDesk(BOT, facts(evening()))).isEmpty();
  }
}
