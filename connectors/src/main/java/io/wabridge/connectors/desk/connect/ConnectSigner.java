package io.wabridge.connectors.desk.connect;

import io.wabridge.connectors.OutboundRequest;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Signs requests with the access key (Signature Version 4), by the vendor's own signer. */
final class ConnectSigner {

  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final Clock clock;

  ConnectSigner(Clock clock) {
    this.clock = clock;
  }

  /**
   * The request with the headers that sign it.
   *
   * @param service the name of the service in the signature: connect, sns
   */
  OutboundRequest signed(
      OutboundRequest request,
      @Nullable ConnectBody body,
      String service,
      ConnectSettings settings) {
    var plain =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(request.method()))
            .uri(request.uri());
    if (body != null) {
      plain.putHeader("Content-Type", body.contentType());
    }
    var bytes = body == null ? new byte[0] : body.bytes();
    var headers =
        signer
            .sign(sign ->
                sign.identity(
                        AwsCredentialsIdentity.create(
                            settings.accessKeyId(), settings.secretAccessKey().reveal()))
                    .request(plain.build())
                    .payload(() -> new ByteArrayInputStream(bytes))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, settings.region())
                    .putProperty(HttpSigner.SIGNING_CLOCK, clock))
            .request()
            .headers();
    var signed = request;
    for (var header : headers.entrySet()) {
      if (!isAddedByClient(header.getKey())) {
        signed = signed.header(header.getKey(), String.join(",", header.getValue()));
      }
    }
    return signed;
  }

  private static boolean isAddedByClient(String header) {
    var name = header.toLowerCase(Locale.ROOT);
    return name.equals("host") || name.equals("content-type") || name.equals("content-length");
  }
}
