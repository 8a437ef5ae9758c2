package io.wabridge.connectors.channel.dialog360;

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
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Calls 360dialog's gateway: the key names the number, so no path has an id or a version. */
final class Dialog360Api implements MetaCarrier, MetaTemplateCarrier {

  static final String KIND = "dialog360";

  private static final String KEY_HEADER = "D360-API-KEY";

  private final MetaHttp http;
  private final Dialog360Media media;

  Dialog360Api(OutboundHttp http, InstantSource clock) {
    this.http =
        new MetaHttp(
            http,
            (request, key) -> request.header(KEY_HEADER, key.reveal()),
            Dialog360Errors::read);
    this.media = new Dialog360Media(this, this.http, new Dialog360Circuit(clock));
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
    return post(operation, "messages", json, context);
  }

  @Override
  public MetaReply upload(Content.Media file, MediaRef.Stored stored, Context context)
      throws IOException {
    var form = new MetaUpload(file, stored, context.media());
    return call(Operation.UPLOAD, "POST", "media", form, context);
  }

  @Override
  public MediaBytes.Opened open(MediaRef.Remote file, Context context)
      throws MediaUnavailable, IOException {
    return media.open(file, context);
  }

  @Override
  public MetaReply templates(
      String method, String query, @Nullable ObjectNode json, Context context) throws IOException {
    var body = json == null ? null : OutboundBody.json(OutsideJson.write(json));
    return call(Operation.SET_UP, method, "message_templates" + query, body, context);
  }

  /** 360dialog documents no call for this. */
  @Override
  public @Nullable MetaReply template(String id, ObjectNode json, Context context) {
    return null;
  }

  /** 360dialog documents no call for this. */
  @Override
  public @Nullable MetaReply beginSample(
      String name, long bytes, String mimeType, Context context) {
    return null;
  }

  @Override
  public MetaReply sendSample(String upload, OutboundBody file, Context context) {
    throw new UnsupportedOperationException("no sample was begun");
  }

  private MetaReply call(
      Operation operation, String method, String path, @Nullable OutboundBody body, Context context)
      throws IOException {
    var uri = URI.create(Dialog360Settings.of(context.settings()).apiUrl() + "/" + path);
    return http.call(OutboundRequest.of(method, uri, body).by(KIND, operation), context.tokens());
  }
}
