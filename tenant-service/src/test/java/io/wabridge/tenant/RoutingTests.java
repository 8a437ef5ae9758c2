package io.wabridge.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.kit.client.DeskAvailability;
import io.wabridge.model.DeskId;
import io.wabridge.model.Ids;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The routes of a channel: entered, checked, shown to the other services, and tried. */
class RoutingTests extends TenantServiceTest {

  @Autowired DeskAvailability availability;

  private String tenant = "";
  private String channel = "";
  private String path = "";
  private String bot = "";
  private String center = "";
  private String own = "";

  @BeforeEach
  void create() {
    tenant = tenant();
    bot = named("Bot");
    center = named("Center");
    own = named("Inbox");
    channel = channel(tenant);
    path = TENANTS + "/" + tenant + "/channels/" + channel;
    send("PATCH", path, "{\"deskId\":\"%s\"}".formatted(own));
  }

  private String named(String name) {
    return post(
            TENANTS + "/" + tenant + "/desks", newDesk().replace("\"Desk\"", "\"" + name + "\""))
        .text("id");
  }

  private Answer put(String routing) {
    return send("PUT", path + "/routing", routing);
  }

  private Answer tryOut(String message) {
    return post(path + "/routing/try", message);
  }

  private String complete() {
    return """
    {"routes":[
      {"name":"Campaign","desk":"%1$s","when":{"fromAd":true,"percent":100}},
      {"name":"Office","desk":"%2$s","when":{
        "hours":{"zone":"Europe/Madrid","spans":[
          {"days":["MONDAY","FRIDAY"],"from":"09:00","to":"18:30"},
          {"days":["SATURDAY"],"from":"22:00","to":"02:00"}]},
        "languages":["es"],"keywords":["factura","mi pedido"]},"failoverSeconds":300},
      {"name":"Fallback","desk":"%1$s","when":{"unavailable":"%2$s"}}],
     "mirrors":["%3$s"],"endsAfterHours":48}
    """
        .formatted(bot, center, own);
  }

  @Test
  void aChannelHasNoRoutesAtFirst() {
    var shown = get(path + "/routing");

    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.json())
        .isEqualTo(json.readTree("{\"routes\":[],\"mirrors\":[],\"endsAfterHours\":24}"));
    assertThat(get("/internal/channels/" + channel).json().at("/routing/endsAfterHours").asInt())
        .isEqualTo(24);
  }

  @Test
  void storesRoutesAndShowsThemToTheStages() {
    var stored = put(complete());

    assertThat(stored.status()).isEqualTo(200);
    assertThat(stored.json()).isEqualTo(json.readTree(complete()));
    assertThat(get(path + "/routing").json()).isEqualTo(stored.json());
    var inside = get("/internal/channels/" + channel).json().path("routing");
    assertThat(inside.at("/routes/1/when/hours/zone").asString()).isEqualTo("Europe/Madrid");
    assertThat(inside.at("/routes/1/when/hours/spans")).hasSize(2);
    assertThat(inside.at("/routes/1/failoverSeconds").asInt()).isEqualTo(300);
    assertThat(inside.at("/mirrors/0").asString()).isEqualTo(own);
    assertThat(inside.path("endsAfterHours").asInt()).isEqualTo(48);

    send("PATCH", path, "{\"name\":\"Renamed\"}");
    assertThat(get(path + "/routing").json()).as("another change").isEqualTo(stored.json());
    assertThat(put("{}").json().path("routes")).isEmpty();
    assertThat(get("/internal/channels/" + channel).json().at("/routing/routes")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'routes':[{'desk':'BOT'}]}|routes[0].name|is required",
        "{'routes':[{'name':'a\\u0007','desk':'BOT'}]}|routes[0].name|must be one line of text",
        "{'routes':[{'name':'a','desk':'BOT'},{'name':'a','desk':'BOT'}]}|routes[1].name"
            + "|is the name of another route, too",
        "{'routes':[{'name':'a'}]}|routes[0].desk|is required",
        "{'routes':[{'name':'a','desk':'BOT'},{'name':'b','desk':'gone'}]}|routes[1].desk"
            + "|is not the id of a desk of this tenant",
        "{'routes':[{'name':'a','desk':'THEIRS'}]}|routes[0].desk"
            + "|is not the id of a desk of this tenant",
        "{'routes':[null]}|routes[0]|must be an object",
        "{'routes':[{'name':'a','desk':'BOT','failoverSeconds':4}]}|routes[0].failoverSeconds"
            + "|must be a whole number from 5 to 86400",
        "{'endsAfterHours':0}|endsAfterHours|must be a whole number from 1 to 720",
        "{'endsAfterHours':721}|endsAfterHours|must be a whole number from 1 to 720",
        "{'mirrors':['gone']}|mirrors[0]|is not the id of a desk of this tenant",
        "{'mirrors':['BOT','BOT']}|mirrors[1]|is listed twice",
        "{'mirrors':['OWN']}|mirrors"
            + "|must not name the only desk of the channel, which may not answer"
      },
      quoteCharacter = '`')
  void refusesInvalidRoutesByField(String routing, String field, String problem) {
    var theirs = post(TENANTS + "/" + tenant() + "/desks", newDesk()).text("id");

    var refused =
        put(
            routing
                .replace('\'', '"')
                .replace("BOT", bot)
                .replace("OWN", own)
                .replace("THEIRS", theirs));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.type()).startsWith("application/problem+json");
    assertThat(refused.problem(field)).isEqualTo(field + " " + problem);
    assertThat(refused.json().path("errors")).hasSize(1);
    assertThat(get(path + "/routing").json().path("routes")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'percent':0|percent|must be a whole number from 1 to 100",
        "'percent':101|percent|must be a whole number from 1 to 100",
        "'languages':['español']|languages[0]|must be the two letters of a language, as \"es\"",
        "'languages':['en','xx']|languages[1]|must be the two letters of a language, as \"es\"",
        "'keywords':['ok','']|keywords[1]|is required",
        "'keywords':['?!']|keywords[0]|must have a letter or a digit",
        "'keywords':[null]|keywords[0]|is required",
        "'unavailable':'BOT'|unavailable|must be another desk than the route's own",
        "'unavailable':'gone'|unavailable|is not the id of a desk of this tenant",
        "'hours':{'spans':[{'days':['MONDAY'],'from':'09:00','to':'18:00'}]}|hours.zone"
            + "|is required",
        "'hours':{'zone':'Madrid','spans':[{'days':['MONDAY'],'from':'09:00','to':'18:00'}]}"
            + "|hours.zone|must be the name of a time zone, as \"Europe/Madrid\"",
        "'hours':{'zone':'+02:00','spans':[{'days':['MONDAY'],'from':'09:00','to':'18:00'}]}"
            + "|hours.zone|must be the name of a time zone, as \"Europe/Madrid\"",
        "'hours':{'zone':'UTC'}|hours.spans|is required",
        "'hours':{'zone':'UTC','spans':[{'from':'09:00','to':'18:00'}]}|hours.spans[0].days"
            + "|is required",
        "'hours':{'zone':'UTC','spans':[{'days':['LUNES'],'from':'09:00','to':'18:00'}]}"
            + "|hours.spans[0].days[0]|must be one of: MONDAY, TUESDAY, WEDNESDAY, THURSDAY,"
            + " FRIDAY, SATURDAY, SUNDAY",
        "'hours':{'zone':'UTC','spans':[{'days':['MONDAY'],'from':'9','to':'18:00'}]}"
            + "|hours.spans[0].from|must be a time from 00:00 to 23:59, as \"09:30\"",
        "'hours':{'zone':'UTC','spans':[{'days':['MONDAY'],'from':'09:00','to':'24:00'}]}"
            + "|hours.spans[0].to|must be a time from 00:00 to 23:59, as \"09:30\"",
        "'hours':{'zone':'UTC','spans':[{'days':['MONDAY'],'from':'09:00','to':'09:00'}]}"
            + "|hours.spans[0].to|must differ from the beginning; a whole day is 00:00 to 12:00"
            + " and 12:00 to 00:00"
      },
      quoteCharacter = '`')
  void refusesAnInvalidConditionByField(String condition, String field, String problem) {
    var at = "routes[0].when." + field;

    var refused =
        put(
            ("{'routes':[{'name':'a','desk':'BOT','when':{" + condition + "}}]}")
                .replace('\'', '"')
                .replace("BOT", bot));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.problem(at)).isEqualTo(at + " " + problem);
    assertThat(refused.json().path("errors")).hasSize(1);
  }

  @Test
  void limitsTheNumberOfRoutesMirrorsAndKeywords() {
    var routes = entries(51, "{\"name\":\"%d\",\"desk\":\"" + bot + "\"}");
    assertThat(put("{\"routes\":[" + routes + "]}").problem("routes"))
        .isEqualTo("routes must have 50 entries or fewer");
    assertThat(put("{\"mirrors\":[" + entries(11, "\"%d\"") + "]}").problem("mirrors"))
        .isEqualTo("mirrors must have 10 entries or fewer");
    var keywords = "{\"routes\":[{\"name\":\"a\",\"desk\":\"%s\",\"when\":{\"keywords\":[%s]}}]}";
    assertThat(
            put(keywords.formatted(bot, entries(101, "\"%d\""))).problem("routes[0].when.keywords"))
        .isEqualTo("routes[0].when.keywords must have 100 entries or fewer");
    assertThat(
            put(keywords.formatted(bot, "\"" + "k".repeat(101) + "\""))
                .problem("routes[0].when.keywords[0]"))
        .endsWith("must be 100 characters or shorter");
    assertThat(put(keywords.formatted(bot, entries(100, "\"%d\""))).status()).isEqualTo(200);
  }

  private static String entries(int number, String entry) {
    return IntStream.range(0, number).mapToObj(entry::formatted).collect(Collectors.joining(","));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"route\":[]}|route is unknown",
        "{\"routes\":[{\"name\":\"a\",\"percent\":5}]}|percent is unknown",
        "{\"routes\":\"all\"}|The field routes is not as expected",
        "{\"routes\":[{\"failoverSeconds\":\"soon\"}]}|The field failoverSeconds is not as expected"
      })
  void refusesABodyOfAnotherShape(String routing, String detail) {
    var refused = put(routing);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("detail")).contains(detail);
  }

  @Test
  void aDeskThatRoutesNameIsNotDeleted() {
    put(complete());
    send("PATCH", path, "{\"name\":\"Hotline\",\"deskId\":null}");

    for (var desk : new String[] {bot, center, own}) {
      var refused = send("DELETE", TENANTS + "/" + tenant + "/desks/" + desk, "");
      assertThat(refused.status()).isEqualTo(409);
      assertThat(refused.text("detail")).contains("Hotline", "routes");
    }
    put("{}");
    assertThat(send("DELETE", TENANTS + "/" + tenant + "/desks/" + center, "").status())
        .isEqualTo(204);
  }

  @Test
  void aMirrorDoesNotBecomeTheOnlyDesk() {
    assertThat(put("{\"mirrors\":[\"%s\"]}".formatted(center)).status()).isEqualTo(200);

    var refused = send("PATCH", path, "{\"deskId\":\"%s\"}".formatted(center));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.problem("deskId")).startsWith("Desk leaves the channel with a mirror only");
    assertThat(get(path).text("deskId")).isEqualTo(own);
  }

  @Test
  void doesNotFindRoutesOfAnotherTenant() {
    var foreign = TENANTS + "/" + tenant() + "/channels/" + channel + "/routing";

    assertThat(get(foreign).status()).isEqualTo(404);
    assertThat(send("PUT", foreign, "{}").status()).isEqualTo(404);
    assertThat(post(foreign + "/try", "{}").status()).isEqualTo(404);
    assertThat(get(TENANTS + "/" + tenant + "/channels/" + Ids.next() + "/routing").status())
        .isEqualTo(404);
  }

  @Test
  void triesAMessageAndSaysWhyRoutesAreNotMet() {
    put(complete());

    var tried =
        tryOut(
            """
            {"text":"¿Dónde está MI PEDIDO?","from":"+34 600 123 456","at":"2026-07-13T20:15:00+02:00"}
            """);

    assertThat(tried.status()).isEqualTo(200);
    assertThat(tried.json())
        .isEqualTo(
            json.readTree(
                """
                {"desk":{"id":"%3$s","name":"Inbox"},"language":"es","routes":[
                 {"name":"Campaign","desk":{"id":"%1$s","name":"Bot"},"met":false,"unmet":[
                  {"condition":"AD","text":"The person did not come from an advertisement."}]},
                 {"name":"Office","desk":{"id":"%2$s","name":"Center"},"met":false,"unmet":[
                  {"condition":"HOURS",
                   "text":"It is Monday 20:15 in Europe/Madrid, outside the hours."}]},
                 {"name":"Fallback","desk":{"id":"%1$s","name":"Bot"},"met":false,"unmet":[
                  {"condition":"AVAILABILITY","text":"The desk \\"Center\\" is available."}]}]}
                """
                    .formatted(bot, center, own)));
  }

  @Test
  void triesAMessageThatMeetsARoute() {
    put(complete());

    var office =
        tryOut("{\"text\":\"factura\",\"language\":\"es\",\"at\":\"2026-07-13T10:00:00Z\"}");
    assertThat(office.text("route")).isEqualTo("Office");
    assertThat(office.json().at("/desk/name").asString()).isEqualTo("Center");
    assertThat(office.json().at("/routes/1/met").asBoolean()).isTrue();
    assertThat(office.json().at("/routes/1/unmet")).isEmpty();

    assertThat(tryOut("{\"fromAd\":true,\"from\":\"GB.4402938475610293\"}").text("route"))
        .isEqualTo("Campaign");
    assertThat(tryOut("{\"fromAd\":true}").json().at("/routes/0/unmet/0/condition").asString())
        .isEqualTo("PERCENT");
    assertThat(tryOut("{\"text\":\"Where is it?\"}").json().at("/routes/1/unmet").toString())
        .contains(
            "The person's language is unknown; the route is for: es.", "none of the keywords");
  }

  @Test
  void aDeskIsUnavailableIfDeliveriesSaySoOrItIsSwitchedOff() {
    put(complete());
    assertThat(tryOut("{}").json().has("route")).isFalse();

    availability.report(new DeskId(center), false);
    assertThat(tryOut("{}").text("route")).isEqualTo("Fallback");

    availability.report(new DeskId(center), true);
    assertThat(tryOut("{}").json().has("route")).isFalse();

    send("PATCH", TENANTS + "/" + tenant + "/desks/" + center, "{\"status\":\"DISABLED\"}");
    assertThat(tryOut("{}").text("route")).isEqualTo("Fallback");
  }

  @Test
  void aChannelWithoutADeskHasNoneIfNoRouteIsMet() {
    send("PATCH", path, "{\"deskId\":null}");

    var tried = tryOut("{}");

    assertThat(tried.status()).isEqualTo(200);
    assertThat(tried.json()).isEqualTo(json.readTree("{\"routes\":[]}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"from\":\"12\"}|from",
        "{\"from\":\"call me\"}|from",
        "{\"language\":\"klingon\"}|language"
      })
  void refusesAnInvalidTry(String message, String field) {
    var refused = tryOut(message);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.problem(field)).startsWith(field + " must be");
  }

  @Test
  void refusesATryAtNoTime() {
    assertThat(tryOut("{\"at\":\"tomorrow\"}").text("detail"))
        .isEqualTo("The field at is not as expected.");
    assertThat(tryOut("{\"at\":\"tomorrow\"}").status()).isEqualTo(400);
  }
}
