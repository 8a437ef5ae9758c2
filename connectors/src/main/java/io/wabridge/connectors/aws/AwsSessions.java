package io.wabridge.connectors.aws;

import io.wabridge.connectors.OutboundRequest;
import io.wabridge.connectors.OutsideJson;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of assumed roles: an hour each, kept, and renewed before they end. While a renewal
 * fails, the session is used until its end.
 */
final class AwsSessions {

  /** The answer to a call whose role was refused: a name that AWS does not use. */
  static final String REFUSED = "AssumeRoleRefused";

  /** The same if it may be granted later. */
  static final String UNAVAILABLE = "AssumeRoleUnavailable";

  private static final Duration LIFE = Duration.ofHours(1);
  private static final Duration BEFORE_END = Duration.ofMinutes(5);
  private static final String NAME = "wabridge";

  /** So many endpoints have current sessions; those of removed ones are discarded above it. */
  private static final int MANY = 1000;

  /** Whether a call can be made. */
  sealed interface Answer {
    /** With this access. */
    record Granted(AwsAccess access) implements Answer {}

    /** Not: this stands for the answer of the call, which was not made. */
    record Denied(AwsReply reply) implements Answer {}
  }

  /** Sends a request as it is. */
  interface Sender {
    AwsReply send(OutboundRequest request) throws IOException;
  }

  private record Session(AwsAccess access, Instant ends) {}

  /** One caller renews the session, and the others wait for it. */
  private static final class Slot {
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Session session;
  }

  private final String kind;
  private final Sender sender;
  private final AwsSigner signer;
  private final Clock clock;
  private final Map<AwsAccess, Slot> slots = new ConcurrentHashMap<>();

  AwsSessions(String kind, Sender sender, AwsSigner signer, Clock clock) {
    this.kind = kind;
    this.sender = sender;
    this.signer = signer;
    this.clock = clock;
  }

  /** The access with which calls are signed: without a role, it is the given one. */
  Answer of(AwsAccess access) {
    var role = access.role();
    if (role == null) {
      return new Answer.Granted(access);
    }
    if (slots.size() > MANY) {
      slots.values().removeIf(slot -> !lasts(slot.session, Duration.ZERO));
    }
    var slot = slots.computeIfAbsent(access, _ -> new Slot());
    var session = slot.session;
    return session != null && lasts(session, BEFORE_END)
        ? new Answer.Granted(session.access())
        : renewed(slot, access, role);
  }

  private Answer renewed(Slot slot, AwsAccess access, AwsRole role) {
    slot.lock.lock();
    try {
      var session = slot.session;
      if (session != null && lasts(session, BEFORE_END)) {
        return new Answer.Granted(session.access());
      }
      var reply = assume(access, role);
      var begun = reply.success() ? session(reply, access) : Optional.<Session>empty();
      if (begun.isPresent()) {
        slot.session = begun.get();
        return new Answer.Granted(begun.get().access());
      }
      return session != null && lasts(session, Duration.ZERO)
          ? new Answer.Granted(session.access())
          : new Answer.Denied(denied(reply, role));
    } finally {
      slot.lock.unlock();
    }
  }

  /** AWS says that the session has ended: the next call begins another one. */
  void discard(AwsAccess access, AwsAccess used) {
    var slot = slots.get(access);
    var session = slot == null ? null : slot.session;
    if (slot != null && session != null && session.access().equals(used)) {
      slot.session = null;
    }
  }

  private boolean lasts(@Nullable Session session, Duration time) {
    return session != null && clock.instant().plus(time).isBefore(session.ends());
  }

  private AwsReply assume(AwsAccess access, AwsRole role) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("Action", "AssumeRole");
    parameters.put("Version", "2011-06-15");
    parameters.put("RoleArn", role.arn());
    parameters.put("RoleSessionName", NAME);
    parameters.put("DurationSeconds", String.valueOf(LIFE.toSeconds()));
    if (!role.externalId().isBlank()) {
      parameters.put("ExternalId", role.externalId());
    }
    var body =
        new AwsBody(
            "application/x-www-form-urlencoded", form(parameters).getBytes(StandardCharsets.UTF_8));
    var uri = URI.create(access.url("sts") + "/");
    var request = OutboundRequest.of("POST", uri, body).by(kind, Operation.SIGN_IN);
    try {
      return sender.send(signer.signed(request, body, "sts", access));
    } catch (IOException e) {
      return new AwsReply(503, said(String.valueOf(e.getMessage())), UNAVAILABLE, null);
    }
  }

  private static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(each ->
            each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** Never longer than it was asked for, whatever the answer says. */
  private Optional<Session> session(AwsReply reply, AwsAccess access) {
    var key = element(reply, "AccessKeyId");
    var secret = element(reply, "SecretAccessKey");
    var token = element(reply, "SessionToken");
    if (key.isEmpty() || secret.isEmpty() || token.isEmpty()) {
      return Optional.empty();
    }
    var latest = clock.instant().plus(LIFE);
    var said = time(element(reply, "Expiration"));
    return Optional.of(
        new Session(
            access.inSession(key, Secret.of(secret), Secret.of(token)),
            said == null || said.isAfter(latest) ? latest : said));
  }

  private static String element(AwsReply reply, String name) {
    var found =
        Pattern.compile("<" + name + ">([\\x21-\\x3b\\x3d\\x3f-\\x7e]{1,8000})</" + name + ">")
            .matcher(reply.body());
    return found.find() ? found.group(1) : "";
  }

  private static @Nullable Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The call was not made, so that it may be repeated, whatever it is. */
  private static AwsReply denied(AwsReply reply, AwsRole role) {
    var later = reply.success() || reply.status() == 429 || reply.status() >= 500;
    var sentence = "The role " + role.arn() + " was not assumed: " + reply.detail();
    return new AwsReply(
        later ? 503 : 403, said(sentence), later ? UNAVAILABLE : REFUSED, reply.retryAfter());
  }

  private static String said(String sentence) {
    return OutsideJson.write(OutsideJson.object().put("message", sentence));
  }
}
