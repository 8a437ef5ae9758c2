package io.wabridge.sandbox.aws;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All accounts; one with WhatsApp's first number is there from the start. */
@Component
class AwsAccounts {
  private static final String FIRST = "SANDBOXAWSKEY0001";
  private static final String FIRST_SECRET = "sandbox-aws-secret";
  private static final String FIRST_NUMBER = "900800700600500";
  private static final String FIRST_SUFFIX = "0a0b0c0d0e0f000000000000000000aa";

  private final Map<String, AwsAccount> accounts = new ConcurrentHashMap<>();

  AwsAccounts() {
    reset();
  }

  final void reset() {
    accounts.clear();
    add(new AwsAccount(FIRST, FIRST_SECRET, FIRST_NUMBER, FIRST_SUFFIX));
  }

  void add(AwsAccount account) {
    accounts.put(account.accessKeyId(), account);
  }

  @Nullable AwsAccount find(String accessKeyId) {
    return accounts.get(accessKeyId);
  }

  /** The account with this topic. */
  @Nullable AwsAccount ofTopic(String topicArn) {
    return accounts.values().stream()
        .filter(account -> account.topicArn().equals(topicArn))
        .findFirst()
        .orElse(null);
  }

  /** The account that publishes the events of a number. */
  Optional<AwsAccount> publishing(String phoneNumberId) {
    return accounts.values().stream()
        .filter(account -> account.phoneNumberId().equals(phoneNumberId))
        .filter(account -> account.destinations().contains(account.topicArn()))
        .findFirst();
  }
}
