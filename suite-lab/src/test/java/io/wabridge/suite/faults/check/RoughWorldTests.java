package io.wabridge.suite.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Persons with several ids, files that come late or never, statuses that are repeated. */
class RoughWorldTests {

  private static final long START = 1_800_000_000_000L;

  private final MessageRecords records =
      new MessageRecords(
          new Plan(
              "run",
              Map.of("900", "T00"),
              Map.of("i0", "T00"),
              Map.of("P0000", Set.of("4477", "GB.77"), "P0001", Set.of("4478", "GB.78")),
              Map.of()));
  private int n;
  private long ms = START;

  @Test
  void userIdAndNumberAreTheSamePerson() {
    said(1, "number");
    said(2, "user");
    atDesk(1, "4477");
    atDesk(2, "GB.77");
    assertThat(figure("wrong_person")).isZero();
    assertThat(figure("arrived")).isEqualTo(2);
  }

  @Test
  void userIdOfAnotherPersonIsTheWrongPerson() {
    said(1, "user");
    atDesk(1, "GB.78");
    assertThat(figure("wrong_person")).isEqualTo(1);
  }

  @Test
  void answerAtTheOwnerOfAnotherIdIsTheWrongPerson() {
    agentSaid(1, "GB.77");
    atPhone(1, "4478", "steps");
    assertThat(figure("wrong_person")).isEqualTo(1);
  }

  @Test
  void findsAnInversionAcrossIds() {
    said(1, "both");
    said(2, "user");
    said(3, "number");
    atDesk(1, "4477");
    atDesk(3, "4477");
    atDesk(2, "4477");
    assertThat(figure("inversions")).isEqualTo(1);
    assertThat(examples("inversions"))
        .startsWith("T00/P0000/in/2 (user,")
        .contains("arrived after T00/P0000/in/3 (number,");
  }

  @Test
  void idsHaveAnOrderOfTheirOwnUntilAWebhookNamesBoth() {
    said(1, "user");
    said(2, "number");
    said(3, "both");
    said(4, "user");
    atDesk(2, "4477");
    atDesk(1, "GB.77");
    atDesk(4, "4477");
    atDesk(3, "4477");
    assertThat(figure("inversions")).isEqualTo(1);
    assertThat(examples("inversions")).startsWith("T00/P0000/in/3");
  }

  @Test
  void oneIdHasAnOrderBeforeAWebhookNamesBoth() {
    said(1, "user");
    said(2, "user");
    atDesk(2, "GB.77");
    atDesk(1, "GB.77");
    assertThat(figure("inversions")).isEqualTo(1);
  }

  @Test
  void anAgentHasAnOrderWithinOneConversation() {
    agentSaid(1, "GB.77");
    agentSaid(2, "4477");
    agentSaid(3, "4477");
    atPhone(2, "4477", "steps");
    atPhone(1, "4477", "steps");
    assertThat(figure("inversions")).isZero();
    agentSaid(4, "4477");
    atPhone(4, "4477", "steps");
    atPhone(3, "4477", "steps");
    assertThat(figure("inversions")).isEqualTo(1);
  }

  @Test
  void findsAPersonWithTwoOpenConversations() {
    said(1, "both");
    said(2, "user");
    said(3, "number");
    atDesk(1, "4477");
    atDesk(2, "GB.77");
    atDesk(3, "4477");
    assertThat(figure("split_persons")).isEqualTo(1);
    assertThat(examples("split_persons"))
        .contains("T00/P0000/in/2 named by user in GB.77")
        .contains("T00/P0000/in/3 named by number in 4477");
  }

  @Test
  void mergedConversationsAreNotSplit() {
    said(1, "number");
    said(2, "user");
    atDesk(1, "4477");
    atDesk(2, "GB.77");
    said(3, "both");
    said(4, "user");
    said(5, "number");
    atDesk(3, "GB.77");
    atDesk(4, "GB.77");
    atDesk(5, "GB.77");
    assertThat(figure("split_persons")).isZero();
  }

  @Test
  void countsAReceiptThatComesTwice() {
    agentSaid(1, "4477");
    agentSaid(2, "4477");
    atPhone(1, "4477", "combined");
    atPhone(2, "4477", "repeated");
    receipt(1, "Delivered");
    receipt(2, "Delivered");
    assertThat(figure("double_receipts")).isZero();
    receipt(1, "Delivered");
    receipt(2, "Failed");
    assertThat(figure("double_receipts")).isEqualTo(1);
    assertThat(examples("double_receipts")).contains("out/1").contains("receipts {Delivered=2}");
  }

  /** A desk does not recognize a repeated receipt, and a killed process may repeat its call. */
  @Test
  void receiptRepeatedWithoutRoughStatusesIsOnlyReported() {
    agentSaid(1, "4477");
    atPhone(1, "4477", "steps");
    receipt(1, "Delivered");
    receipt(1, "Delivered");
    assertThat(figure("double_receipts")).isZero();
    assertThat(exercised("receipt_repeats")).isEqualTo(1);
  }

  @Test
  void undeliveredMessageIsMissingUntilTheAgentIsTold() {
    agentSaid(1, "4477");
    failedAtWhatsApp(1);
    assertThat(figure("missing")).isEqualTo(1);
    receipt(1, "Failed");
    assertThat(figure("missing")).isZero();
    receipt(1, "Failed");
    assertThat(figure("double_receipts")).isEqualTo(1);
  }

  @Test
  void noteAboutAnAgentsMessageIsNeitherAnArrivalNorARepeat() {
    agentSaid(1, "4477");
    deskEvent("4477", "note", 0, "Not delivered: run/T00/P0000/out/1");
    assertThat(figure("missing")).isEqualTo(1);
    atPhone(1, "4477", "steps");
    assertThat(figure("missing")).isZero();
    assertThat(figure("second_sends")).isZero();
  }

  @Test
  void personsTextOnAPhoneIsTheWrongPerson() {
    said(1, "both");
    records.phone(
        event("received", "{'id':'w','number':'900','person':'4477','text':'run/T00/P0000/in/1'}"));
    records.settle();
    assertThat(figure("wrong_person")).isEqualTo(1);
    assertThat(figure("missing")).isEqualTo(1);
  }

  @Test
  void fileMayFollowItsMessageOnce() {
    saidFile(1, "503", 30);
    said(2, "both");
    atDesk(1, "4477");
    atDesk(2, "4477");
    assertThat(figure("missing")).isEqualTo(1);
    deskEvent("4477", "file-1", 1, "The picture of: run/T00/P0000/in/1 look");
    fetched("file-1", "d1");
    assertThat(figure("missing")).isZero();
    assertThat(figure("second_sends")).isZero();
    assertThat(figure("inversions")).isZero();
    assertThat(exercised("late_files")).isEqualTo(1);
    deskEvent("4477", "file-1b", 1, "The picture of: run/T00/P0000/in/1 look");
    fetched("file-1b", "d1");
    assertThat(figure("second_sends")).isEqualTo(1);
  }

  @Test
  void fileWithoutWordsMayFollowItsMessageOnce() {
    saidFile(1, "503", 30);
    atDesk(1, "4477");
    deskEvent("4477", "file-1", 1, "");
    fetched("file-1", "d1");
    assertThat(figure("missing")).isZero();
    assertThat(figure("second_sends")).isZero();
    deskEvent("4477", "file-1b", 1, "");
    fetched("file-1b", "d1");
    assertThat(figure("second_sends")).isEqualTo(1);
  }

  @Test
  void placeOfAFileIsThatOfItsMessage() {
    saidFile(1, "503", 30);
    said(2, "both");
    atDesk(2, "4477");
    atDesk(1, "4477");
    assertThat(figure("inversions")).isEqualTo(1);
  }

  @Test
  void fileThatIsGoneNeedsANotice() {
    saidFile(1, "404", 3600);
    deskEvent("4477", "a", 0, "run/T00/P0000/in/1 look");
    assertThat(figure("missing")).isEqualTo(1);
    deskEvent("4477", "b", 0, "[The picture could not be fetched.]");
    assertThat(figure("missing")).isZero();
  }

  @Test
  void noticeMayFollowTheMessageOnce() {
    saidFile(1, "404", 3600);
    deskEvent("4477", "a", 0, "[pending] run/T00/P0000/in/1 look");
    deskEvent("4477", "b", 0, "The file of: run/T00/P0000/in/1 look [is lost]");
    assertThat(figure("second_sends")).isZero();
    deskEvent("4477", "c", 0, "The file of: run/T00/P0000/in/1 look [is lost]");
    assertThat(figure("second_sends")).isEqualTo(1);
  }

  @Test
  void lostFileIsMissingUnlessItIsGoneForEver() {
    saidFile(1, "503", 30);
    deskEvent("4477", "a", 0, "[pending] run/T00/P0000/in/1 look");
    deskEvent("4477", "b", 0, "The file of: run/T00/P0000/in/1 look [is lost]");
    assertThat(figure("missing")).isEqualTo(1);
  }

  @Test
  void messageRepeatedUnderAnotherIdIsNoNoticeOfItsFile() {
    saidFile(1, "503", 30);
    atDesk(1, "4477");
    deskEvent("4477", "b", 0, "run/T00/P0000/in/1");
    assertThat(figure("second_sends")).isEqualTo(1);
  }

  @Test
  void noticeMayBePartOfTheMessage() {
    saidFile(1, "404", 3600);
    deskEvent("4477", "a", 0, "[The picture could not be fetched.] run/T00/P0000/in/1 look");
    assertThat(figure("missing")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    // kind, seconds, words after, arrived after; held
    "503, 30, 1, 5, 0",
    "503, 30, 1, 31, 1",
    "unknown-host, 30, 10, 31, 1",
    "503, 30, 20, 31, 0",
    "slow, 30, 1, 31, 0",
    "404, 3600, 1, 5, 0",
    "404, 3600, 1, 31, 1"
  })
  void findsWordsHeldBehindAFile(
      String kind, int seconds, int wordsAfter, int arrivedAfter, int held) {
    saidFile(1, kind, seconds);
    ms = START + wordsAfter * 1000L;
    said(2, "both");
    ms = START + arrivedAfter * 1000L;
    deskEvent("4477", "a", 0, "[pending] run/T00/P0000/in/1 look");
    atDesk(2, "4477");
    assertThat(figure("held_words")).isEqualTo(held);
  }

  @Test
  void wordsAreNotHeldByAFileIfOthersTakeAsLong() {
    saidFile(1, "503", 30);
    said(2, "both");
    records.phone(event("said", "{'id':'other','text':'run/T00/P0001/in/1'}"));
    records.phone(event("accepted", "{'id':'other'}"));
    ms = START + 20_000;
    deskEvent("4478", "o", 0, "run/T00/P0001/in/1");
    ms = START + 31_000;
    deskEvent("4477", "a", 0, "[pending] run/T00/P0000/in/1 look");
    atDesk(2, "4477");
    assertThat(figure("held_words")).isZero();
    assertThat(exercised("words_behind_files_longest_ms")).isEqualTo(31_000);
  }

  @Test
  void messageOnThePhoneNeedsAReceipt() {
    agentSaid(1, "4477");
    assertThat(figure("without_receipt")).isZero();
    atPhone(1, "4477", "steps");
    assertThat(figure("without_receipt")).isEqualTo(1);
    assertThat(records.progress().path("unanswered").asInt()).isEqualTo(1);
    receipt(1, "Delivered");
    assertThat(figure("without_receipt")).isZero();
    assertThat(records.progress().path("unanswered").asInt()).isZero();
  }

  private void said(int number, String ids) {
    records.phone(
        event("said", "{'id':'in/%1$d','ids':'%2$s','text':'run/T00/P0000/in/%1$d'}", number, ids));
    records.phone(event("accepted", "{'id':'in/%d'}", number));
  }

  private void saidFile(int number, String kind, int seconds) {
    records.phone(
        event(
            "said",
            "{'id':'in/%1$d','ids':'both','caption':'run/T00/P0000/in/%1$d look','sha256':'d%1$d',"
                + "'download':'%2$s','downloadUntil':%3$d}",
            number,
            kind,
            START + seconds * 1000L));
    records.phone(event("accepted", "{'id':'in/%d'}", number));
  }

  private void atDesk(int number, String address) {
    deskEvent(address, "a" + number, 0, "run/T00/P0000/in/" + number);
  }

  private void deskEvent(String address, String id, int attachments, String text) {
    records.desk(
        event(
            "received",
            "{'id':'t-%1$s','channelMessageId':'%1$s','integration':'i0','address':'%2$s',"
                + "'attachments':%3$d,'text':'%4$s'}",
            id,
            address,
            attachments,
            text));
    records.settle();
  }

  private void fetched(String id, String digest) {
    records.desk(event("fetched", "{'id':'t-%s','ok':true,'sha256':'%s'}", id, digest));
  }

  private void agentSaid(int number, String address) {
    records.desk(
        event(
            "said",
            "{'id':'out/%1$d','integration':'i0','address':'%2$s','text':'run/T00/P0000/out/%1$d'}",
            number,
            address));
    records.desk(event("accepted", "{'id':'out/%d'}", number));
  }

  private void atPhone(int number, String person, String statuses) {
    records.phone(
        event(
            "received",
            "{'id':'w%1$d','number':'900','person':'%2$s','statuses':'%3$s',"
                + "'text':'run/T00/P0000/out/%1$d'}",
            number,
            person,
            statuses));
    records.settle();
  }

  private void failedAtWhatsApp(int number) {
    records.phone(
        event(
            "failed",
            "{'id':'w%1$d','number':'900','person':'4477','text':'run/T00/P0000/out/%1$d'}",
            number));
    records.settle();
  }

  @Test
  void receiptInALostStoreIsNotDemanded() {
    agentSaid(1, "4477");
    atPhone(1, "4477", "steps");
    records.storeLost();
    assertThat(figure("without_receipt")).isZero();
    agentSaid(2, "4477");
    atPhone(2, "4477", "steps");
    assertThat(figure("without_receipt")).isEqualTo(1);
  }

  private void receipt(int number, String status) {
    records.desk(event("receipt", "{'id':'out/%d','status':'%s'}", number, status));
  }

  private JsonNode event(String name, String json, Object... values) {
    var node = JsonMapper.shared().readTree(json.formatted(values).replace('\'', '"'));
    return ((ObjectNode) node).put("event", name).put("n", ++n).put("ms", ms);
  }

  private int figure(String name) {
    return new Verdict(records).json().path(name).asInt();
  }

  private int exercised(String name) {
    return new Verdict(records).json().path("exercised").path(name).asInt();
  }

  private String examples(String name) {
    return new Verdict(records).json().path("examples").path(name).path(0).asString();
  }
}
