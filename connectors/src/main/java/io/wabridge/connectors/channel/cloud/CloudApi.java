package io.wabridge.connectors.channel.cloud;

import io.wabridge.connectors.OutboundBody;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.OutboundRequest;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.meta.MetaCarrier;
import io.wabridge.connectors.meta.MetaHttp;
import io.wabridge.connectors.meta.MetaReply;
import io.wabridge.connectors.meta.MetaUpload;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.Content;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.MediaUnavailable;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Calls Graph with the endpoint's token. */
final class CloudApi implements MetaCarrier {

  static final String KIND = "cloud";

  private final MetaHttp http;
  private final CloudMedia media;

  CloudApi(OutboundHttp http) {
    this.http = new MetaHttp(http, OutboundRequest::bearer, MetaReply::of);
    this.media = new CloudMedia(this, this.http);
  }

  MetaReply get(Operation operation, String path, Context context) throws IOException {
    return call(operation, "GET", path, null, context);
  }

  MetaReply post(Operation operation, String path, ObjectNode json, Context context)
      throws IOException {
    return call(operation, "POST", path, OutboundBody.json(OutsideJson.write(json)), context);
  }

  @Override
  public MetaReply send(Operation operation, ObjectNode json, Context context) throws IOException {
    return post(operation, number(context) + "/messages", json, context);
  }

  @Override
  public MetaReply upload(Content.Media file, MediaRef.Stored stored, Context context)
      throws IOException {
    var form = new MetaUpload(file, stored, context.media());
    return call(Operation.UPLOAD, "POST", number(context) + "/media", form, context);
  }

  @Override
  public MediaBytes.Opened open(MediaRef.Remote file, Context context)
      throws MediaUnavailable, IOException {
    return media.open(file, context);
  }

  private static String number(Context context) {
    return CloudSettings.of(context.settings()).phoneNumberId();
  }

  private MetaReply call(
      Operation operation, String method, String path, @Nullable OutboundBody body, Context context)
      throws IOException {
    var settings = CloudSettings.of(context.settings());
    var uri = URI.create(settings.apiUrl() + "/" + settings.apiVersion() + "/" + path);
    return http.call(OutboundRequest.of(method, uri, body).by(KIND, operation), context.tokens());
  }
}
