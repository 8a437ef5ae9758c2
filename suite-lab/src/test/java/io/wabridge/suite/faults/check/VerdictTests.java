package io.wabridge.suite.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VerdictTests {

  private final MessageRecords records =
      new MessageRecords(
          new Plan(
              "run",
              Map.of("900", "T00", "901", "T01"),
              Map.of("i0", "T00", "i1", "T01"),
              Map.of("P0000", Set.of("4477", "GB.77"), "P0001", Set.of("4478", "GB.78")),
              Map.of()));
  private int n;

  @Test
  void keptPromisesHaveZeroCounts() {
    said("in/1");
    said("in/2");
    accepted("in/1");
    accepted("in/2");
    atDesk("in/1", "i0", "4477", "a");
    atDesk("in/2", "i0", "4477", "b");
    assertThat(figure("accepted")).isEqualTo(2);
    assertThat(figure("arrived")).isEqualTo(2);
    for (var promise :
        new String[] {
          "missing", "second_sends", "inversions", "wrong_person", "media_wrong", "desk_repeats"
        }) {
      assertThat(figure(promise)).as(promise).isZero();
    }
  }

  @Test
  void onlyAcceptedMessagesAreMissing() {
    said("in/1");
    said("in/2");
    accepted("in/2");
    assertThat(figure("missing")).isEqualTo(1);
    assertThat(new Verdict(records).json().path("examples").path("missing").path(0).asString())
        .startsWith("T00/P0000/in/2 (both) sent ");
  }

  @Test
  void repeatedTextAtAPhoneIsASecondSend() {
    agentSaid("out/1", null);
    atPhone("out/1", "900", "4477", null);
    atPhone("out/1", "900", "4477", null);
    assertThat(figure("second_sends")).isEqualTo(1);
    assertThat(figure("desk_repeats")).isZero();
  }

  @Test
  void repeatAtADeskIsASecondSendOnlyUnderAnotherId() {
    said("in/1");
    accepted("in/1");
    atDesk("in/1", "i0", "4477", "a");
    atDesk("in/1", "i0", "4477", "a");
    atDesk("in/1", "i0", "4477", "b");
    assertThat(figure("desk_repeats")).isEqualTo(1);
    assertThat(figure("second_sends")).isEqualTo(1);
  }

  @Test
  void countsMessagesOvertakenInOrderOfAcceptance() {
    said("in/1");
    said("in/2");
    said("in/3");
    accepted("in/2");
    accepted("in/1");
    accepted("in/3");
    atDesk("in/2", "i0", "4477", "b");
    atDesk("in/3", "i0", "4477", "c");
    atDesk("in/1", "i0", "4477", "a");
    assertThat(figure("inversions")).isEqualTo(1);
  }

  @Test
  void replayedMessageIsLateAndNotOvertaken() {
    said("in/1");
    said("in/2");
    accepted("in/1");
    accepted("in/2");
    atDesk("in/2", "i0", "4477", "b");
    records.operatorReplayed();
    atDesk("in/1", "i0", "4477", "a");
    assertThat(figure("inversions")).isZero();
    assertThat(figure("late")).isEqualTo(1);
  }

  @Test
  void messageOfALostStoreIsLateAndNotOvertaken() {
    said("in/1");
    said("in/2");
    said("in/3");
    accepted("in/1");
    records.storeLost();
    accepted("in/2");
    accepted("in/3");
    atDesk("in/3", "i0", "4477", "c");
    atDesk("in/2", "i0", "4477", "b");
    atDesk("in/1", "i0", "4477", "a");
    assertThat(figure("inversions")).isEqualTo(1);
    assertThat(figure("late")).isEqualTo(1);
  }

  @Test
  void countsWrongPersonAndWrongTenant() {
    said("in/1");
    said("in/2");
    atDesk("in/1", "i0", "4478", "a");
    atDesk("in/2", "i1", "4477", "b");
    assertThat(figure("wrong_person")).isEqualTo(2);
  }

  @Test
  void countsATextThatWasNeverSent() {
    atDesk("in/7", "i0", "4477", "a");
    assertThat(figure("wrong_person")).isEqualTo(1);
  }

  @Test
  void matchesAnArrivalReadBeforeItsMessage() {
    atPhone("out/1", "900", "4477", null);
    agentSaid("out/1", null);
    records.settle();
    assertThat(figure("wrong_person")).isZero();
    assertThat(figure("arrived")).isEqualTo(1);
  }

  @Test
  void messageIsMissingUntilItsFileArrives() {
    agentSaid("out/1", "aa");
    atPhone("out/1", "900", "4477", null);
    assertThat(figure("missing")).isEqualTo(1);
    atPhone(null, "900", "4477", "aa");
    assertThat(figure("missing")).isZero();
  }

  @Test
  void countsAChangedFile() {
    agentSaid("out/1", "aa");
    atPhone("out/1", "900", "4477", "bb");
    assertThat(figure("media_wrong")).isEqualTo(1);
    assertThat(figure("missing")).isEqualTo(1);
  }

  private void said(String mark) {
    records.phone(event("said", "{'id':'%1$s','text':'run/T00/P0000/%1$s hello'}", mark));
    records.settle();
  }

  private void accepted(String id) {
    records.phone(event("accepted", "{'id':'%s'}", id));
  }

  private void agentSaid(String mark, @org.jspecify.annotations.Nullable String digest) {
    var files = digest == null ? "[]" : "['" + digest + "']";
    records.desk(
        event("said", "{'id':'%1$s','text':'run/T00/P0000/%1$s','sha256':%2$s}", mark, files));
    records.desk(event("accepted", "{'id':'%s'}", mark));
  }

  private void atDesk(String mark, String integration, String address, String id) {
    records.desk(
        event(
            "received",
            "{'id':'t%4$s','integration':'%2$s','address':'%3$s','channelMessageId':'%4$s',"
                + "'text':'run/T00/P0000/%1$s'}",
            mark,
            integration,
            address,
            id));
    records.settle();
  }

  private void atPhone(
      @org.jspecify.annotations.Nullable String mark,
      String number,
      String person,
      @org.jspecify.annotations.Nullable String digest) {
    var text = mark == null ? "" : "run/T00/P0000/" + mark;
    records.phone(
        event(
            "received",
            "{'id':'w','number':'%s','person':'%s','text':'%s','sha256':'%s'}",
            number,
            person,
            text,
            digest == null ? "" : digest));
    records.settle();
  }

  private JsonNode event(String name, String json, Object... values) {
    var node = JsonMapper.shared().readTree(json.formatted(values).replace('\'', '"'));
    ((tools.jackson.databind.node.ObjectNode) node)
        .put("event", name)
        .put("n", ++n)
        .put("ms", 1_800_000_000_000L + n);
    return node;
  }

  private int figure(String name) {
    return new Verdict(records).json().path(name).asInt();
  }
}
