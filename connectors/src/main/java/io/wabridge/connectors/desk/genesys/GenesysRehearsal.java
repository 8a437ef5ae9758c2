package io.wabridge.connectors.desk.genesys;

import static io.wabridge.connectors.Fields.list;
import static io.wabridge.connectors.Fields.word;

import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.StandInControl;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** OAuth clients and agents at the stand-in of Genesys Cloud. */
final class GenesysRehearsal {

  private final StandInControl control;

  GenesysRehearsal(StandInControl control) {
    this.control = control;
  }

  /** Makes an OAuth client. */
  Map<String, String> client(URI standIn) throws IOException {
    var last = "%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000));
    var id = "sandbox-client-" + last;
    var secret = "sandbox-secret-" + last;
    var json = OutsideJson.object();
    json.put("id", id);
    json.put("secret", secret);
    control.post(standIn, "/sandbox/clients", json);
    return Map.of(
        "clientId",
        id,
        "clientSecret",
        secret,
        "loginUrl",
        standIn.toString(),
        "apiUrl",
        standIn.toString());
  }

  /** An agent answers in the newest conversation; false: there is none. */
  boolean answer(String text, String integrationId, URI standIn) throws IOException {
    var conversations = control.get(standIn, "/sandbox/conversations?limit=50");
    var newest =
        list(conversations, "items").stream()
            .filter(one -> word(one, "integrationId", "").equals(integrationId))
            .filter(one -> word(one, "state", "").equals("connected"))
            .findFirst();
    if (newest.isEmpty()) {
      return false;
    }
    var json = OutsideJson.object();
    json.put("text", text);
    control.post(standIn, "/sandbox/conversations/" + word(newest.get(), "id", "") + "/send", json);
    return true;
  }
}
