package io.wabridge.connectors.channel.cloud;

import io.wabridge.connectors.Fields;
import io.wabridge.connectors.OutboundBody;
import io.wabridge.connectors.OutboundHttp;
import io.wabridge.connectors.OutboundRequest;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.connectors.meta.MetaCarrier;
import io.wabridge.connectors.meta.MetaHttp;
import io.wabridge.connectors.meta.MetaReply;
import io.wabridge.connectors.meta.MetaTemplateCarrier;
import io.wabridge.connectors.meta.MetaUpload;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.Content;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.MediaUnavailable;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Calls Graph with the endpoint's token. */
final class CloudApi implements MetaCarrier, MetaTemplateCarrier {

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

  @Override
  public MetaReply templates(
      String method, String query, @Nullable ObjectNode json, Context context) throws IOException {
    var path = CloudSettings.of(context.settings()).accountId() + "/message_templates" + query;
    return call(Operation.SET_UP, method, path, body(json), context);
  }

  @Override
  public MetaReply template(String id, ObjectNode json, Context context) throws IOException {
    return post(Operation.SET_UP, id, json, context);
  }

  /** Samples belong to the app, whose id the token tells. */
  @Override
  public MetaReply beginSample(String name, long bytes, String mimeType, Context context)
      throws IOException {
    var token = encoded(context.tokens().token().reveal());
    var asked = get(Operation.SET_UP, "debug_token?input_token=" + token, context);
    var app = Fields.id(asked.json().path("data"), "app_id");
    if (!asked.success() || app == null) {
      return asked;
    }
    var path =
        "%s/uploads?file_name=%s&file_length=%d&file_type=%s"
            .formatted(encoded(app), encoded(name), bytes, encoded(mimeType));
    return call(Operation.SET_UP, "POST", path, null, context);
  }

  /** The id of the upload has a query of its own: it stays as it is. */
  @Override
  public MetaReply sendSample(String upload, OutboundBody file, Context context)
      throws IOException {
    var settings = CloudSettings.of(context.settings());
    var uri = URI.create(settings.apiUrl() + "/" + settings.apiVersion() + "/" + upload);
    return http.call(
        OutboundRequest.of("POST", uri, file).by(KIND, Operation.UPLOAD).header("file_offset", "0"),
        context.tokens());
  }

  private static @Nullable OutboundBody body(@Nullable ObjectNode json) {
    return json == null ? null : OutboundBody.json(OutsideJson.write(json));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
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
