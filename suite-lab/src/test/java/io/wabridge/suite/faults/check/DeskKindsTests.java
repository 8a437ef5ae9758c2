package io.wabridge.suite.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What desks do differently: files without texts, notes instead of statuses, chats that end. */
class DeskKindsTests {

  private static final String AGENT = "'integration':'i0','conversation':'c1','address':'4477'";
  private static final String SAID = "{'id':'m1'," + AGENT + ",'text':'run/T00/P0000/out/1'}";
  private static final String SAID_FILE =
      "{'id':'m1'," + AGENT + ",'filename':'run.T00.P0000.out.1.jpg','sha256':['d1']}";
  private static final String ON_PHONE = "{'id':'w1','number':'900','person':'4477','sha256':'d1'}";

  private MessageRecords records = records(false);
  private int n;

  private static MessageRecords records(boolean notesFailures) {
    return new MessageRecords(
        new Plan(
            "run",
            Map.of("900", "T00"),
            Map.of("i0", "T00"),
            Map.of("P0000", Set.of("4477", "GB.77")),
            Map.of("T00", new Plan.Desk("chats", notesFailures))));
  }

  @Test
  void anAgentsFileIsNamedByItsFilename() {
    desk("said", SAID_FILE);
    desk("accepted", "{'id':'m1'}");
    assertThat(figure("missing")).isEqualTo(1);
    phone("received", ON_PHONE);
    assertThat(figure("missing")).isZero();
    assertThat(figure("second_sends")).isZero();
    phone("received", ON_PHONE);
    assertThat(figure("second_sends")).isEqualTo(1);
  }

  @Test
  void aRepliesIdComesWithItsAcceptance() {
    desk("said", SAID);
    phone("received", "{'id':'w1','number':'900','person':'4477','text':'run/T00/P0000/out/1'}");
    desk("receipt", "{'id':'given','status':'Delivered'}");
    desk("accepted", "{'id':'m1','messageId':'given'}");
    assertThat(figure("without_receipt")).isZero();
    assertThat(records.arrived("given").path("arrived").asBoolean()).isTrue();
  }

  @Test
  void aNoteTellsOfAFailureOnlyWhereNoStatusDoes() {
    failed();
    desk("received", "{'id':'n'," + AGENT + ",'text':'Not delivered: run/T00/P0000/out/1'}");
    assertThat(figure("missing")).isEqualTo(1);
    records = records(true);
    failed();
    assertThat(figure("missing")).isEqualTo(1);
    desk("received", "{'id':'n'," + AGENT + ",'text':'Not delivered: run/T00/P0000/out/1'}");
    assertThat(figure("missing")).isZero();
  }

  @Test
  void aNoteAboutAFileNamesNoText() {
    records = records(true);
    desk("said", SAID_FILE);
    desk("accepted", "{'id':'m1'}");
    phone("failed", ON_PHONE);
    assertThat(figure("missing")).isEqualTo(1);
    desk("received", "{'id':'n'," + AGENT + ",'text':'A message was not delivered.'}");
    assertThat(figure("missing")).isZero();
  }

  @Test
  void aNoteAboutAFileIsNotForOneThatIsOnThePhone() {
    records = records(true);
    desk("said", SAID_FILE);
    desk("accepted", "{'id':'m1'}");
    desk("said", SAID_FILE.replace("m1", "m2").replace("out.1", "out.2").replace("d1", "d2"));
    desk("accepted", "{'id':'m2'}");
    desk("received", "{'id':'n'," + AGENT + ",'text':'A message was not delivered.'}");
    phone("received", ON_PHONE);
    phone("failed", ON_PHONE.replace("w1", "w2").replace("d1", "d2"));
    assertThat(figure("missing")).isZero();
    desk("receipt", "{'id':'m1','status':'Delivered'}");
    assertThat(figure("without_receipt")).isZero();
  }

  @Test
  void aFileThatTheDeskDidNotHandOutNeedsAStatus() {
    desk("said", "{'id':'m1'," + AGENT + ",'text':'run/T00/P0000/out/1','sha256':['d1']}");
    desk("accepted", "{'id':'m1'}");
    assertThat(figure("missing")).isEqualTo(1);
    desk("receipt", "{'id':'m1','status':'Failed'}");
    assertThat(figure("missing")).isZero();
  }

  @Test
  void aTextThatWasReportedAsFailedIsMissing() {
    desk("said", SAID);
    desk("accepted", "{'id':'m1'}");
    desk("receipt", "{'id':'m1','status':'Failed'}");
    assertThat(figure("missing")).isEqualTo(1);
  }

  @Test
  void nothingIsReportedInAConversationThatHasEnded() {
    desk("said", SAID);
    desk("accepted", "{'id':'m1'}");
    phone("received", "{'id':'w1','number':'900','person':'4477','text':'run/T00/P0000/out/1'}");
    assertThat(figure("without_receipt")).isEqualTo(1);
    desk("ended", "{'id':'c2','conversation':'c2'}");
    assertThat(figure("without_receipt")).isEqualTo(1);
    desk("ended", "{'id':'c1','conversation':'c1'}");
    assertThat(figure("without_receipt")).isZero();
  }

  @Test
  void aFileAndItsTextMayBeTwoItems() {
    saidByPerson();
    item("f1", "'sha256':['d1']");
    item("t1", "'text':'run/T00/P0000/in/1 look'");
    assertThat(figure("missing")).isZero();
    assertThat(figure("second_sends")).isZero();
    item("f2", "'sha256':['d1']");
    assertThat(figure("second_sends")).isEqualTo(1);
  }

  @Test
  void aLateFileHasItsTextOnce() {
    saidByPerson();
    item("t1", "'text':'run/T00/P0000/in/1 look [follows]'");
    assertThat(figure("missing")).isEqualTo(1);
    item("f1", "'sha256':['d1']");
    item("t2", "'text':'The file of: run/T00/P0000/in/1 look'");
    assertThat(figure("missing")).isZero();
    assertThat(figure("second_sends")).isZero();
    item("t3", "'text':'The file of: run/T00/P0000/in/1 look'");
    assertThat(figure("second_sends")).isEqualTo(1);
  }

  @Test
  void chatsOfOnePersonHaveAnOrderEach() {
    for (var one : new String[] {"1,c1", "2,c1", "3,c2"}) {
      var parts = one.split(",");
      desk(
          "said",
          "{'id':'m%1$s','integration':'i0','address':'4477','conversation':'%2$s','text':'run/T00/P0000/out/%1$s'}"
              .formatted(parts[0], parts[1]));
      desk("accepted", "{'id':'m%s'}".formatted(parts[0]));
    }
    for (var number : new String[] {"3", "1", "2"}) {
      phone(
          "received",
          "{'id':'w%1$s','number':'900','person':'4477','text':'run/T00/P0000/out/%1$s'}"
              .formatted(number));
    }
    assertThat(figure("inversions")).isZero();
  }

  @Test
  void figuresAreShownByKindOfDesk() {
    saidByPerson();
    item("t1", "'text':'run/T00/P0000/in/1 look','sha256':['d1']");
    var chats = new Verdict(records).json().path("desks").path("chats");
    assertThat(chats.path("accepted").asInt()).isEqualTo(1);
    assertThat(chats.path("arrived").asInt()).isEqualTo(1);
  }

  private void failed() {
    desk("said", SAID);
    desk("accepted", "{'id':'m1'}");
    phone("failed", "{'id':'w1','number':'900','person':'4477','text':'run/T00/P0000/out/1'}");
  }

  private void saidByPerson() {
    phone("said", "{'id':'p1','caption':'run/T00/P0000/in/1 look','sha256':'d1'}");
    phone("accepted", "{'id':'p1'}");
  }

  private void item(String id, String values) {
    desk("received", "{'id':'%s',%s,%s}".formatted(id, AGENT, values));
  }

  private void desk(String name, String json) {
    records.desk(event(name, json));
    records.settle();
  }

  private void phone(String name, String json) {
    records.phone(event(name, json));
    records.settle();
  }

  private JsonNode event(String name, String json) {
    var node = JsonMapper.shared().readTree(json.replace('\'', '"'));
    return ((ObjectNode) node).put("event", name).put("n", ++n).put("ms", 1_800_000_000_000L + n);
  }

  private int figure(String name) {
    return new Verdict(records).json().path(name).asInt();
  }
}
