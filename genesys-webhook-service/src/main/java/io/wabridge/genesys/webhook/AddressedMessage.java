package io.wabridge.genesys.webhook;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message that names its person.
 *
 * @param address the phone number's digits, or the user id
 * @param channel the channel that the person wrote to, if it is named
 * @param message the message without the address
 */
record AddressedMessage(String address, @Nullable String channel, byte[] message) {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern PHONE = Pattern.compile("\\+[0-9]{6,15}");

  static AddressedMessage read(byte[] body) {
    if (!(tree(body) instanceof ObjectNode json)) {
      throw ApiProblem.invalid("", "The body must be a JSON object");
    }
    var to = json.path("to");
    var phone = to.path("phone").asString("");
    var bsuid = to.path("bsuid").asString("");
    if (phone.isEmpty() == bsuid.isEmpty()) {
      throw ApiProblem.invalid("to", "must have either phone or bsuid");
    }
    if (!phone.isEmpty() && !PHONE.matcher(phone).matches()) {
      throw ApiProblem.invalid("to.phone", "must be + and 6 to 15 digits, as +447700900123");
    }
    var channel = json.path("numberId");
    if (json.has("numberId") && !channel.isString()) {
      throw ApiProblem.invalid("numberId", "must be a string");
    }
    json.remove("to");
    json.remove("numberId");
    return new AddressedMessage(
        phone.isEmpty() ? bsuid : phone.substring(1),
        channel.isString() ? channel.stringValue() : null,
        JSON.writeValueAsBytes(json));
  }

  private static JsonNode tree(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      throw ApiProblem.invalid("", "The body is not readable JSON");
    }
  }
}
