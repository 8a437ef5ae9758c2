package io.wabridge.sandbox.aws;

import io.wabridge.sandbox.Json;
import io.wabridge.sandbox.whatsapp.ProviderAccess;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The WhatsApp Business account of the caller, its number, and where its events go. */
@RestController("awsAccountEndpoint")
@RequestMapping(AwsFacade.BASE + "/v1/whatsapp/waba")
class AccountEndpoint {
  private final ProviderAccess access;

  AccountEndpoint(ProviderAccess access) {
    this.access = access;
  }

  @GetMapping("/list")
  JsonNode list(HttpServletRequest request) {
    ObjectNode answer = Json.object();
    answer.putArray("linkedAccounts").add(account(SignedCalls.account(request)));
    return answer;
  }

  @GetMapping("/details")
  JsonNode details(@RequestParam String id, HttpServletRequest request) {
    AwsAccount account = SignedCalls.account(request);
    owns(account, id);
    ObjectNode view = account(account);
    view.putArray("phoneNumbers").add(number(account));
    return Json.object().set("account", view);
  }

  @GetMapping("/phone/details")
  JsonNode phone(@RequestParam String id, HttpServletRequest request) {
    AwsAccount account = SignedCalls.account(request);
    if (!id.equals(account.originationPhoneNumberId())) {
      throw AwsException.notFound("There is no phone number " + id);
    }
    ObjectNode answer = Json.object().put("linkedWhatsAppBusinessAccountId", account.wabaId());
    return answer.set("phoneNumber", number(account));
  }

  /** An account has one destination at most. */
  @PutMapping("/eventdestinations")
  JsonNode destinations(HttpServletRequest request) {
    AwsAccount account = SignedCalls.account(request);
    JsonNode asked = SignedCalls.json(request);
    owns(account, Json.text(asked, "id", ""));
    List<String> arns =
        asked
            .path("eventDestinations")
            .valueStream()
            .map(each -> Json.text(each, "eventDestinationArn", ""))
            .toList();
    if (arns.size() > 1) {
      throw AwsException.validation("eventDestinations must have one element at most");
    }
    if (!arns.stream().allMatch(arn -> arn.matches("arn:aws:(sns|connect):.{10,300}"))) {
      throw AwsException.validation("eventDestinationArn is not valid");
    }
    account.destinations(arns);
    return Json.object();
  }

  private static void owns(AwsAccount account, String id) {
    if (!id.equals(account.wabaId())) {
      throw AwsException.notFound("There is no account " + id);
    }
  }

  private ProviderAccess.Grant grant(AwsAccount account) {
    return Objects.requireNonNull(access.grant(account.phoneNumberId()));
  }

  private ObjectNode account(AwsAccount account) {
    ObjectNode view =
        Json.object()
            .put("arn", account.arn("waba"))
            .put("id", account.wabaId())
            .put("wabaId", grant(account).wabaId())
            .put("registrationStatus", "COMPLETE")
            .put("wabaName", "Sandbox")
            .put("linkDate", 1_750_000_000);
    var destinations = view.putArray("eventDestinations");
    account.destinations().forEach(arn -> destinations.addObject().put("eventDestinationArn", arn));
    return view;
  }

  private ObjectNode number(AwsAccount account) {
    String digits = grant(account).digits();
    return Json.object()
        .put("arn", account.arn("phone-number-id"))
        .put("phoneNumberId", account.originationPhoneNumberId())
        .put("metaPhoneNumberId", account.phoneNumberId())
        .put("phoneNumber", "+" + digits)
        .put("displayPhoneNumber", "+" + digits)
        .put("displayPhoneNumberName", "Sandbox")
        .put("qualityRating", "GREEN");
  }
}
