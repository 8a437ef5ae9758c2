package io.wabridge.kit.webhook;

import io.wabridge.kit.client.Endpoint;
import io.wabridge.model.connector.WebhookPart;
import java.util.List;

/** Decides in which lane each part of a webhook stays in order. */
public interface LaneKeys {

  /** The best key of each part: for parts whose conversations have a single key. */
  LaneKeys BEST = parts -> parts.stream().map(one -> one.part().conversationKey()).toList();

  /** The keys of the lanes, in the order of the parts. Never throws. */
  List<String> of(List<Addressed> parts);

  /** A part and the endpoint that it is for. */
  record Addressed(Endpoint endpoint, WebhookPart part) {}
}
