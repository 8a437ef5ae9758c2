package io.wabridge.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wabridge.testkit.BadPayloads.Bad;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Invalid webhooks of Meta and Genesys; the valid ones they are derived from contain the text
 * "hello".
 */
public final class BadWebhooks {

  private static final String META =
      """
      {"object":§object="whatsapp_business_account"§,"entry":[{"id":§account="waba-1"§,
       "time":§time of the entry=1763712000§,"changes":[{"field":§field="messages"§,
       "value":{"messaging_product":"whatsapp",
        "metadata":{"display_phone_number":"15550001","phone_number_id":§number="NUMBER"§},
        "contacts":[{"profile":{"name":§name="Ada"§,"username":§username="ada"§},
          "wa_id":§contact's number="447009001234"§,"user_id":§contact's id="GB.44029384"§}],
        CONTENT}}]}]}
      """;

  private static final String HEAD =
      """
      "messages":[{"from":§sender="447009001234"§,"from_user_id":§sender's id="GB.44029384"§,
        "id":§id="wamid.1"§,"timestamp":§time="1763712000"§,"type":§type="TYPE"§,
        "context":{"id":§quoted="wamid.0"§},"TYPE":\
      """;

  private static final String STATUS =
      """
      "statuses":[{"id":§id="wamid.2"§,"status":§status="failed"§,"timestamp":§time="1763712000"§,
        "recipient_id":§recipient="447009001234"§,"recipient_user_id":§its id="GB.44029384"§,
        "biz_opaque_callback_data":§callback="m-1"§,
        "errors":[{"code":§code=131047§,"title":§title="hello"§,"message":§message="again"§,
          "error_subcode":§subcode=0§,"error_data":{"details":§details="More than 24 hours"§}}]}]\
      """;

  private static final String GENESYS =
      """
      {"id":§id="b8c1f6ab"§,"channel":{"id":§integration="INTEGRATION"§,"platform":"Open",
        "type":"Private","to":{"id":§to="447009001234"§,"idType":"Opaque"},
        "from":{"id":§from="INTEGRATION"§},"messageId":§message id="x-1"§,
        "time":§time="2026-11-21T08:00:00.000Z"§},
       "type":§type="Text"§,"text":§text="hello"§,"direction":§direction="Outbound"§,
       "conversationId":§conversation="c-1"§,"status":§status="Sent"§,CONTENT}
      """;

  private BadWebhooks() {}

  /** A valid text message. */
  public static String goodOfMeta(String number, String id) {
    return BadPayloads.good(meta(number, message("text", "{\"body\":\"hello\"}")))
        .replace("wamid.1", id);
  }

  /** A valid text message. */
  public static String goodOfGenesys(String integration, String id) {
    return BadPayloads.good(genesys(integration, "\"content\":[]")).replace("b8c1f6ab", id);
  }

  public static List<Bad> wholesOfMeta(String number) {
    List<Bad> all = new ArrayList<>(BadPayloads.wholes(goodOfMeta(number, "wamid.1")));
    shapes(number).forEach((name, body) -> all.add(new Bad(name, body.getBytes(UTF_8))));
    return all;
  }

  public static List<Bad> wholesOfGenesys(String integration) {
    List<Bad> all = new ArrayList<>(BadPayloads.wholes(goodOfGenesys(integration, "b8c1f6ab")));
    String good = goodOfGenesys(integration, "b8c1f6ab");
    all.add(of("no channel", good.replace("\"channel\"", "\"kanal\"")));
    all.add(of("no type", good.replace("\"type\":\"Text\"", "\"typ\":1")));
    all.add(of("no recipient", good.replace("\"to\"", "\"an\"")));
    all.add(
        of("a thousand contents", good.replace("[]", items(1000, "{\"title\":{\"text\":\"a\"}}"))));
    all.add(of("a million contents", good.replace("[]", items(1_000_000, "{}"))));
    all.add(of("contents of numbers", good.replace("[]", "[1,2,null,\"a\",[]]")));
    all.add(of("contents in an object", good.replace("[]", "{\"attachment\":{}}")));
    return all;
  }

  /** Every value of every kind of message and status with every wrong value. */
  public static List<Bad> oneValueWrongOfMeta(String number) {
    List<Bad> all = new ArrayList<>();
    contents()
        .forEach((type, content) ->
            all.addAll(
                BadPayloads.oneValueWrong(
                    type,
                    type.equals("text")
                        ? meta(number, message(type, content))
                        : only(number, type, content))));
    all.addAll(
        BadPayloads.oneValueWrong(
            "status", BadPayloads.good(meta(number, "HERE")).replace("HERE", STATUS)));
    return all;
  }

  public static List<Bad> oneValueWrongOfGenesys(String integration) {
    List<Bad> all = new ArrayList<>();
    elements()
        .forEach((type, element) ->
            all.addAll(
                BadPayloads.oneValueWrong(
                    type,
                    BadPayloads.good(genesys(integration, "\"content\":[HERE]"))
                        .replace("HERE", element))));
    all.addAll(BadPayloads.oneValueWrong("text", genesys(integration, "\"content\":[]")));
    all.addAll(
        BadPayloads.oneValueWrong(
            "typing",
            genesys(
                integration,
                """
                "events":[{"eventType":§event="Typing"§,"typing":{"type":§typing="On"§}}]\
                """)));
    return all;
  }

  private static Map<String, String> contents() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("text", "{\"body\":§body=\"hello\"§}");
    all.put(
        "image",
        """
        {"id":§media="123"§,"url":§url="https://lookaside.example.test/1"§,
         "mime_type":§mime="image/jpeg"§,"sha256":§hash="q1G0"§,"caption":§caption="hello"§,
         "filename":§filename="a.jpg"§,"file_size":§size=12§,"voice":§voice=false§}\
        """);
    all.put(
        "location",
        """
        {"latitude":§latitude=51.5§,"longitude":§longitude=-0.1§,"name":§place="Bakery"§,
         "address":§address="1 Road"§,"url":§url="https://example.test"§}\
        """);
    all.put(
        "contacts",
        """
        [{"name":{"formatted_name":§formatted="Ada"§,"first_name":§first="A"§},
          "org":{"company":§company="B"§},"phones":[{"phone":§phone="+1"§,"wa_id":§wa id="1"§}],
          "emails":§emails=[]§,"addresses":[{"street":§street="Road"§}],"vcard":§vcard="FN:x"§}]\
        """);
    all.put(
        "interactive",
        """
        {"type":§kind="list_reply"§,"list_reply":{"id":§row="1"§,"title":§title="One"§,
         "description":§description="hello"§},
         "nfm_reply":{"response_json":§answers="{}"§,"name":"flow"}}\
        """);
    all.put("button", "{\"text\":§text=\"hello\"§,\"payload\":§payload=\"p\"§}");
    all.put(
        "order",
        """
        {"catalog_id":§catalog="1"§,"text":§text="hello"§,"product_items":[
         {"product_retailer_id":§product="p"§,"quantity":§quantity="2"§,"item_price":§price=1.5§,
          "currency":§currency="EUR"§}]}\
        """);
    all.put("reaction", "{\"message_id\":§target=\"wamid.0\"§,\"emoji\":§emoji=\"👍\"§}");
    all.put(
        "system",
        """
        {"body":§body="changed from 447009001234 to 447009005678"§,
         "type":§kind="user_changed_number"§,"wa_id":§new="447009005678"§,
         "user_id":§new id="GB.1"§,"previous_user_id":§old id="GB.2"§}\
        """);
    all.put(
        "edit",
        """
        {"original_message_id":§target="wamid.0"§,
         "message":{"type":§kind="text"§,"text":{"body":§body="hello"§}}}\
        """);
    all.put("revoke", "{\"original_message_id\":§target=\"wamid.0\"§}");
    all.put("unsupported", "{\"type\":§kind=\"poll_creation\"§}");
    return all;
  }

  private static Map<String, String> elements() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(
        "attachment",
        """
        {"contentType":§kind="Attachment"§,"attachment":{"id":§media="1"§,
         "mediaType":§media type="Image"§,"url":§url="https://files.example.test/1"§,
         "mime":§mime="image/png"§,"filename":§filename="a.png"§,"text":§caption="hello"§,
         "sha256":§hash="q1G0"§,"contentSizeBytes":§size=12§}}\
        """);
    all.put(
        "quick reply", "{\"quickReply\":{\"text\":§title=\"Yes\"§,\"payload\":§payload=\"y\"§}}");
    all.put(
        "card",
        """
        {"card":{"title":§title="One"§,"description":§description="hello"§,"image":§image="i"§,
         "actions":[{"text":§action="Go"§,"url":§url="https://example.test"§}]}}\
        """);
    all.put(
        "list picker",
        """
        {"listPicker":{"sections":[{"title":§title="One"§,
         "items":[{"title":§item="A"§,"subtitle":§subtitle="B"§}]}]}}\
        """);
    all.put(
        "template",
        """
        {"template":{"header":{"text":§header="A"§},"body":{"text":§body="B"§},
         "buttons":§buttons=[]§}}\
        """);
    all.put("unknown form", "{\"hologram\":{\"title\":§title=\"One\"§,\"x\":§x={}§}}");
    return all;
  }

  private static Map<String, String> shapes(String number) {
    String good = goodOfMeta(number, "wamid.1");
    String status = BadPayloads.good(meta(number, STATUS));
    Map<String, String> all = new LinkedHashMap<>();
    all.put("no object", good.replace("\"object\"", "\"objekt\""));
    all.put("no entry", good.replace("\"entry\"", "\"eintrag\""));
    all.put("an entry without changes", good.replace("\"changes\"", "\"x\""));
    all.put("a change without value", good.replace("\"value\"", "\"x\""));
    all.put("a value without metadata", good.replace("\"metadata\"", "\"x\""));
    all.put("a message without type", good.replace("\"type\":\"text\"", "\"x\":1"));
    all.put("a message without id", good.replace("\"id\":\"wamid.1\"", "\"x\":1"));
    all.put("a message without content", good.replace("\"text\":{", "\"x\":{"));
    all.put(
        "a message without sender", good.replace("\"from", "\"x").replace("_id\":\"4", "\":\"4"));
    all.put("a status without id", status.replace("\"id\":\"wamid.2\"", "\"x\":1"));
    all.put("an unknown status", status.replace("\"failed\"", "\"beamed\""));
    all.put("entries that are not objects", "{\"object\":\"x\",\"entry\":[1,null,\"a\",[],{}]}");
    all.put("an unknown field", good.replace("\"messages\",", "\"holograms\","));
    all.put("messages of numbers", lists(number, "[1,2,3]"));
    all.put("messages of nulls", lists(number, "[null,null]"));
    all.put("messages in an object", lists(number, "{\"type\":\"text\"}"));
    all.put("empty lists", lists(number, "[]"));
    all.put("ten thousand empty messages", lists(number, items(10_000, "{}")));
    all.put("a million empty messages", lists(number, items(1_000_000, "{}")));
    all.put(
        "a large contact beside ten thousand messages",
        lists(number, items(10_000, "{\"id\":\"a\"}"))
            .replace(
                "\"messages\":",
                "\"contacts\":[{\"x\":\"" + "y".repeat(2_000_000) + "\"}],\"messages\":"));
    all.put(
        "large metadata beside ten thousand messages",
        lists(number, items(10_000, "{\"id\":\"a\"}"))
            .replace(
                "\"phone_number_id\"",
                "\"x\":\"" + "y".repeat(2_000_000) + "\",\"phone_number_id\""));
    all.put("edits in edits", edits(20));
    all.put("edits in edits in edits", edits(5_000));
    return all;
  }

  private static String lists(String number, String literal) {
    return BadPayloads.good(
        meta(number, "\"messages\":%s,\"statuses\":%s".formatted(literal, "[]")));
  }

  private static String items(int count, String item) {
    return "[" + (item + ",").repeat(count - 1) + item + "]";
  }

  private static String edits(int depth) {
    return BadPayloads.good(
        meta(
            "1",
            message(
                "edit",
                "{\"message\":{\"type\":\"edit\",\"edit\":".repeat(depth)
                    + "{}"
                    + "}}".repeat(depth))));
  }

  private static String message(String type, String content) {
    return HEAD.replace("TYPE", type) + content + "}]";
  }

  /** Only the content's own values are marked: a text message already covers the others. */
  private static String only(String number, String type, String content) {
    return BadPayloads.good(meta(number, message(type, "HERE"))).replace("HERE", content);
  }

  private static String meta(String number, String content) {
    return META.replace("NUMBER", number).replace("CONTENT", content);
  }

  private static String genesys(String integration, String content) {
    return GENESYS.replace("INTEGRATION", integration).replace("CONTENT", content);
  }

  private static Bad of(String name, String body) {
    return new Bad(name, body.getBytes(UTF_8));
  }
}
