package io.wabridge.sandbox.aws;

import io.wabridge.sandbox.sns.SigningCertificate;
import io.wabridge.sandbox.sns.TopicQueries;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The query API of SNS, and the certificate of its signatures. */
@RestController("awsTopicEndpoint")
class TopicEndpoint {
  private final TopicQueries queries;
  private final SigningCertificate certificate;

  TopicEndpoint(Publisher publisher, SigningCertificate certificate) {
    this.queries = new TopicQueries(publisher.topics(), AwsAccount.OWNER);
    this.certificate = certificate;
  }

  @PostMapping(AwsFacade.BASE + "/")
  ResponseEntity<String> query(HttpServletRequest request) {
    return queries.answer(SignedCalls.account(request).topicArn(), SignedCalls.body(request));
  }

  /** The address in a confirmation. */
  @GetMapping(path = AwsFacade.BASE + "/", params = "Action=ConfirmSubscription")
  ResponseEntity<String> confirm(
      @RequestParam("TopicArn") String topic, @RequestParam("Token") String token) {
    return queries.confirm(topic, token);
  }

  @GetMapping(AwsFacade.BASE + "/" + SigningCertificate.FILE)
  ResponseEntity<String> certificate() {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("application/x-pem-file"))
        .body(certificate.pem());
  }
}
