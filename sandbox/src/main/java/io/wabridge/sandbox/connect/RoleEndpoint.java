package io.wabridge.sandbox.connect;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** AssumeRole of STS, with the rules of its reference. */
@Component
class RoleEndpoint {
  static final String ACTION = "Action=AssumeRole";

  private static final Set<String> PARAMETERS =
      Set.of("Action", "Version", "RoleArn", "RoleSessionName", "DurationSeconds", "ExternalId");

  private final Roles roles;

  RoleEndpoint(Roles roles) {
    this.roles = roles;
  }

  ResponseEntity<String> assume(HttpServletRequest request, byte[] body) {
    Map<String, String> asked = parameters(new String(body, StandardCharsets.UTF_8));
    if (!PARAMETERS.containsAll(asked.keySet())
        || !asked.getOrDefault("Version", "").equals("2011-06-15")) {
      throw invalid("Unknown parameter or version");
    }
    if (!asked.getOrDefault("RoleSessionName", "").matches("[\\w+=,.@-]{2,64}")) {
      throw invalid("Value at 'roleSessionName' failed to satisfy constraint");
    }
    String seconds = asked.getOrDefault("DurationSeconds", "3600");
    if (!seconds.matches("[0-9]{1,6}")
        || Long.parseLong(seconds) < 900
        || Long.parseLong(seconds) > 3600) {
      throw invalid(
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
    String arn = asked.getOrDefault("RoleArn", "");
    Role role = roles.find(arn);
    String user = SignedRequests.user(request);
    if (role == null
        || !role.accessKeyId().equals(user)
        || !role.externalId().equals(asked.get("ExternalId"))) {
      throw ConnectException.of(
          403,
          "AccessDenied",
          "User: arn:aws:iam::"
              + Instance.ACCOUNT
              + ":user/wabridge is not authorized to perform: sts:AssumeRole on resource: "
              + arn);
    }
    return answer(role, roles.begin(role, Long.parseLong(seconds)));
  }

  private static ResponseEntity<String> answer(Role role, Roles.Session session) {
    String xml =
        "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult>"
            + "<AssumedRoleUser><Arn>"
            + role.arn()
            + "/wabridge</Arn></AssumedRoleUser><Credentials><AccessKeyId>"
            + session.accessKeyId()
            + "</AccessKeyId><SecretAccessKey>"
            + session.secret()
            + "</SecretAccessKey><SessionToken>"
            + session.token()
            + "</SessionToken><Expiration>"
            + session.ends()
            + "</Expiration></Credentials></AssumeRoleResult><ResponseMetadata><RequestId>sandbox"
            + "</RequestId></ResponseMetadata></AssumeRoleResponse>";
    return ResponseEntity.ok().contentType(MediaType.TEXT_XML).body(xml);
  }

  private static ConnectException invalid(String message) {
    return ConnectException.of(400, "ValidationError", message);
  }

  private static Map<String, String> parameters(String form) {
    Map<String, String> parameters = new HashMap<>();
    Arrays.stream(form.split("&"))
        .map(pair -> pair.split("=", 2))
        .forEach(pair ->
            parameters.put(
                pair[0],
                pair.length > 1 ? URLDecoder.decode(pair[1], StandardCharsets.UTF_8) : ""));
    return parameters;
  }
}
