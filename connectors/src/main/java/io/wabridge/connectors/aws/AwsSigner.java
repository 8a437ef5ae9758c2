package io.wabridge.connectors.aws;

import io.wabridge.connectors.OutboundRequest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Signs requests with the access key (Signature Version 4), by the vendor's own signer. */
final class AwsSigner {

  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final Clock clock;

  AwsSigner(Clock clock) {
    this.clock = clock;
  }

  /**
   * The request with the headers that sign it.
   *
   * @param service the name of the service in the signature: connect, sns
   */
  OutboundRequest signed(
      OutboundRequest request, @Nullable AwsBody body, String service, AwsAccess access) {
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
                sign.identity(identity(access))
                    .request(plain.build())
                    .payload(() -> new ByteArrayInputStream(bytes))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, access.region())
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

  /**
   * An address with the signature in its query: anyone who has it may make this request until it
   * expires, with any body.
   *
   * @param service the name of the service in the signature: s3
   */
  URI presigned(String method, URI uri, String service, Duration valid, AwsAccess access) {
    var plain = SdkHttpRequest.builder().method(SdkHttpMethod.fromValue(method)).uri(uri).build();
    return signer
        .sign(sign ->
            sign.identity(identity(access))
                .request(plain)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, access.region())
                .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, valid)
                .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                .putProperty(HttpSigner.SIGNING_CLOCK, clock))
        .request()
        .getUri();
  }

  private static AwsCredentialsIdentity identity(AwsAccess access) {
    var secret = access.secretAccessKey().reveal();
    var token = access.sessionToken();
    return token == null
        ? AwsCredentialsIdentity.create(access.accessKeyId(), secret)
        : AwsSessionCredentialsIdentity.create(access.accessKeyId(), secret, token.reveal());
  }

  private static boolean isAddedByClient(String header) {
    var name = header.toLowerCase(Locale.ROOT);
    return name.equals("host") || name.equals("content-type") || name.equals("content-length");
  }
}
