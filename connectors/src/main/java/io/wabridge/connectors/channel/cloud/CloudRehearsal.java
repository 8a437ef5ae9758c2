package io.wabridge.connectors.channel.cloud;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.StandInControl;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Numbers and persons at the stand-in of Meta. */
final class CloudRehearsal {

  private static final String PERSON = "447700900190";

  private final StandInControl control;

  CloudRehearsal(StandInControl control) {
    this.control = control;
  }

  /** Makes a number with an account and an app of its own. */
  Map<String, String> number(URI standIn) throws IOException {
    var last = "%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000));
    var made =
        Map.of(
            "phoneNumberId", "9008007" + last,
            "accountId", "7001002" + last,
            "accessToken", "sandbox-token-" + last,
            "appSecret", "sandbox-secret-" + last);
    var json = OutsideJson.object();
    json.put("phoneNumberId", made.get("phoneNumberId"));
    json.put("display", "+1 555-01" + last.charAt(0) + "-" + last.substring(4));
    json.put("name", "Sandbox " + last.substring(4));
    json.put("wabaId", made.get("accountId"));
    json.put("appId", "5004003" + last);
    json.put("appSecret", made.get("appSecret"));
    json.put("accessToken", made.get("accessToken"));
    control.post(standIn, "/sandbox/numbers", json);
    return made;
  }

  /** A person writes to the number. */
  void say(String text, String phoneNumberId, URI standIn) throws IOException {
    var person = OutsideJson.object();
    person.put("waId", PERSON);
    person.put("name", "Robin (sandbox)");
    control.post(standIn, "/sandbox/persons", person);
    var said = OutsideJson.object();
    said.put("type", "text");
    said.put("text", text);
    control.post(standIn, "/sandbox/persons/" + PERSON + "/say?number=" + phoneNumberId, said);
  }
}
