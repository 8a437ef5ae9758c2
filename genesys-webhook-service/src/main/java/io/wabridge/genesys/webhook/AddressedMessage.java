package io.wabridge.genesys.webhook;

import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message that names its person.
 *
 * @param address the phone number's digits, or the user id
 * @param message the message without the address
 */
record AddressedMessage(String address, byte[] message) {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern PHONE = Pattern.compile("\\+[0-9]{6,15}");

  static AddressedMessage read(byte[] body) {
    if (!(tree(body) instanceof ObjectNode json)) {
      throw problem("The body must be a JSON object.");
    }
    var to = json.path("to");
    var phone = to.path("phone").asString("");
    var bsuid = to.path("bsuid").asString("");
    if (phone.isEmpty() == bsuid.isEmpty()) {
      throw problem("The field to must have a phone or a bsuid.");
    }
    if (!phone.isEmpty() && !PHONE.matcher(phone).matches()) {
      throw problem("The field to.phone must be + and 6 to 15 digits, as +447700900123.");
    }
    json.remove("to");
    return new AddressedMessage(
        phone.isEmpty() ? bsuid : phone.substring(1), JSON.writeValueAsBytes(json));
  }

  private static Object tree(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      throw problem("The body is not readable JSON.");
    }
  }

  private static ApiProblem problem(String detail) {
    return new ApiProblem(HttpStatus.UNPROCESSABLE_CONTENT, "INVALID_MESSAGE", detail);
  }
}
