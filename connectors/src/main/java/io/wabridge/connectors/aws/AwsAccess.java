package io.wabridge.connectors.aws;

import io.wabridge.connectors.SameSite;
import io.wabridge.model.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An access key, and where its services are.
 *
 * @param region as eu-central-1
 * @param endpoint replaces the addresses of all services; null: those of the region
 * @param role the role that the key assumes; null: none
 * @param sessionToken belongs to a key of a session, as of an assumed role; otherwise null
 */
public record AwsAccess(
    String region,
    String accessKeyId,
    Secret secretAccessKey,
    @Nullable URI endpoint,
    @Nullable AwsRole role,
    @Nullable Secret sessionToken) {

  /** A key that has the permissions itself, or those of a role. */
  public AwsAccess(
      String region,
      String accessKeyId,
      Secret secretAccessKey,
      @Nullable URI endpoint,
      @Nullable AwsRole role) {
    this(region, accessKeyId, secretAccessKey, endpoint, role, null);
  }

  /** The key of a session of the role. */
  AwsAccess inSession(String key, Secret secret, Secret token) {
    return new AwsAccess(region, key, secret, endpoint, null, token);
  }

  /** What the form accepts as a topic. */
  public static final String TOPIC =
      "arn:aws(-cn|-us-gov)?:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}";

  public static final String TOPIC_HELP = "is the ARN of a standard SNS topic";

  /** The address of a service, as "sns", or the one that replaces it. */
  public URI url(String service) {
    return endpoint != null ? endpoint : URI.create("https://" + host(service));
  }

  private String host(String service) {
    return service
        + "."
        + region
        + (region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com");
  }

  /**
   * Whether an address in a notification belongs to SNS in this region, so that it may be called
   * before the notification was found genuine.
   */
  public boolean ofTopics(URI address) {
    if (endpoint != null) {
      return SameSite.same(endpoint, address);
    }
    return "https".equalsIgnoreCase(address.getScheme())
        && host("sns").equalsIgnoreCase(address.getHost())
        && (address.getPort() == -1 || address.getPort() == 443)
        && address.getRawUserInfo() == null;
  }

  /** Whether a topic is in this region: SNS signs with the region's own certificate. */
  public boolean hasTopic(String topicArn) {
    var parts = topicArn.split(":", -1);
    return parts.length > 3 && parts[3].equals(region);
  }

  /** The key itself is a secret's neighbour: only the region is for logs. */
  @Override
  public String toString() {
    return "AwsAccess[" + region + "]";
  }
}
