package io.wabridge.sandbox.connect;

import io.wabridge.sandbox.sns.SigningCertificate;
import io.wabridge.sandbox.sns.TopicQueries;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The query APIs of SNS and STS, which share an address here, and the certificate of SNS. */
@RestController
class TopicEndpoint {
  private final TopicQueries queries;
  private final SigningCertificate certificate;
  private final RoleEndpoint roles;

  TopicEndpoint(ChatTopics topics, SigningCertificate certificate, RoleEndpoint roles) {
    this.roles = roles;
    this.queries = new TopicQueries(topics.topics(), Instance.ACCOUNT);
    this.certificate = certificate;
  }

  @PostMapping(path = "/")
  ResponseEntity<String> query(HttpServletRequest request) {
    return SignedRequests.user(request) == null
        ? queries.answer(SignedRequests.instance(request).topicArn(), SignedRequests.body(request))
        : roles.assume(request, SignedRequests.body(request));
  }

  /** The address in a confirmation. */
  @GetMapping(path = "/", params = "Action=ConfirmSubscription")
  ResponseEntity<String> confirm(
      @RequestParam("TopicArn") String topic, @RequestParam("Token") String token) {
    return queries.confirm(topic, token);
  }

  @GetMapping("/" + SigningCertificate.FILE)
  ResponseEntity<String> certificate() {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/x-pem-file"))
        .body(certificate.pem());
  }
}
