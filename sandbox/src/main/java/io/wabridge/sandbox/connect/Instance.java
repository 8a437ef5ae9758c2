package io.wabridge.sandbox.connect;

/**
 * An instance with one flow, and the access key and the topic of its account.
 *
 * @param greeting what the flow says when a person connects; empty: nothing
 * @param topicArn a standard topic; no other one exists in the account
 * @param address in the addresses that it hands out, as http://127.0.0.1:8106; empty: its own
 */
record Instance(
    String id,
    String alias,
    String flowId,
    String accessKeyId,
    String secretAccessKey,
    String topicArn,
    String greeting,
    String address) {
  static final String REGION = "eu-central-1";
  static final String ACCOUNT = "111122223333";
}
