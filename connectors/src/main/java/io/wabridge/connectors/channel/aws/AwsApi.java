package io.wabridge.connectors.channel.aws;

import io.wabridge.connectors.Fields;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.aws.AwsHttp;
import io.wabridge.connectors.aws.AwsReply;
import io.wabridge.connectors.meta.MetaCarrier;
import io.wabridge.connectors.meta.MetaReply;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.Content;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.MediaUnavailable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls AWS End User Messaging Social. AWS gives a message an id of its own, which no event
 * contains; the first status brings Meta's.
 */
final class AwsApi implements MetaCarrier {

  static final String KIND = "aws";

  private static final String SERVICE = "social-messaging";

  private final AwsHttp aws;
  private final AwsMedia media;

  AwsApi(OutboundHttp http, Clock clock) {
    this.aws = new AwsHttp(KIND, http, clock);
    this.media = new AwsMedia(this);
  }

  AwsHttp aws() {
    return aws;
  }

  @Override
  public MetaReply send(Operation operation, ObjectNode json, Context context) throws IOException {
    var settings = AwsSettings.of(context.settings());
    var body = OutsideJson.object();
    body.put("originationPhoneNumberId", settings.originationPhoneNumberId());
    body.put("message", base64(json));
    body.put("metaApiVersion", settings.apiVersion());
    var reply = call(operation, "POST", "/v1/whatsapp/send", body, settings);
    return AwsErrors.reply(reply, sent(reply));
  }

  /** AWS's answer as Meta's. */
  private static ObjectNode sent(AwsReply reply) {
    var json = OutsideJson.object();
    var id = Fields.id(reply.json(), "messageId");
    if (id != null) {
      json.putArray("messages").addObject().put("id", ExternalId.provisional(id).value());
    }
    return json;
  }

  private static String base64(ObjectNode json) {
    var bytes = OutsideJson.write(json).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public MetaReply upload(Content.Media file, MediaRef.Stored stored, Context context)
      throws IOException {
    return media.upload(file, stored, context);
  }

  @Override
  public MediaBytes.Opened open(MediaRef.Remote file, Context context)
      throws MediaUnavailable, IOException {
    return media.open(file, AwsSettings.of(context.settings()));
  }

  /** Calls an operation at this path. */
  AwsReply call(
      Operation operation,
      String method,
      String path,
      @Nullable JsonNode json,
      AwsSettings settings)
      throws IOException {
    var access = settings.access();
    var uri = URI.create(access.url(SERVICE) + path);
    return aws.call(operation, SERVICE, method, uri, json, access);
  }
}
