package io.wabridge.connectors.aws;

import io.wabridge.connectors.TemporaryFailure;
import io.wabridge.model.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of SNS, by the addresses of their certificates. The addresses were checked
 * before: they are those of SNS itself, so that TLS proves where a certificate comes from.
 */
public final class SnsCertificates {

  private static final int MOST = 100;
  private static final Duration KEPT = Duration.ofHours(24);
  private static final Duration REFUSED_FOR = Duration.ofMinutes(5);

  /** Names differ by region, as sns-signing.il-central-1.amazonaws.com. */
  private static final Pattern SUBJECT =
      Pattern.compile("(?i)(.*,\\s*)?CN=sns[a-z0-9.-]*\\.amazonaws\\.com(\\.cn)?(\\s*,.*)?");

  /**
   * @param key null: there is no usable certificate at this address
   */
  private record Known(@Nullable PublicKey key, Instant until) {}

  private final AwsHttp http;
  private final Clock clock;
  private final Map<URI, Known> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, Known> eldest) {
          return size() > MOST;
        }
      };

  public SnsCertificates(AwsHttp http, Clock clock) {
    this.http = http;
    this.clock = clock;
  }

  /** The key of this address; empty if it was not fetched, or is not usable. */
  synchronized Optional<PublicKey> key(URI address) {
    var kept = known.get(address);
    return kept == null || kept.until().isBefore(clock.instant())
        ? Optional.empty()
        : Optional.ofNullable(kept.key());
  }

  /** Whether nothing is known about this address. */
  synchronized boolean unknown(URI address) {
    var kept = known.get(address);
    return kept == null || kept.until().isBefore(clock.instant());
  }

  /**
   * Fetches the certificate, if it is not known.
   *
   * @throws IOException it could not be fetched now
   */
  void fetch(URI address) throws IOException {
    if (!unknown(address)) {
      return;
    }
    var reply = http.get(address);
    if (reply.status() == 429 || reply.status() >= 500) {
      throw new TemporaryFailure(Reason.UNAVAILABLE, "The certificate of SNS is not available.");
    }
    keep(address, reply.success() ? read(reply.body()) : null);
  }

  /**
   * Keeps the key of an address for a day.
   *
   * @param key null: there is no usable certificate
   */
  public synchronized void keep(URI address, @Nullable PublicKey key) {
    known.put(address, new Known(key, clock.instant().plus(key == null ? REFUSED_FOR : KEPT)));
  }

  private @Nullable PublicKey read(String pem) {
    try {
      var certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(
                      new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
      certificate.checkValidity(Date.from(clock.instant()));
      var subject = certificate.getSubjectX500Principal().getName();
      return SUBJECT.matcher(subject).matches() ? certificate.getPublicKey() : null;
    } catch (CertificateException e) {
      return null;
    }
  }
}
