package io.wabridge.genesys.webhook;

import io.wabridge.genesys.webhook.IdempotencyKeys.Claim;
import io.wabridge.kit.client.Conversation;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.webhook.WebhookReception;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.WebhookRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.HttpClientErrorException;

/**
 * What systems send through the public API with a key of their desk: messages, and commands in a
 * conversation. The gateway maps {@code /api/v1/} to these paths; the key is checked here.
 */
@RestController
class DeskApiController {

  private static final String MESSAGES = "/messages";
  private static final int LONGEST_KEY = 255;
  private static final Duration WINDOW = Duration.ofHours(24);

  private final DeskKeys keys;
  private final Ledger ledger;
  private final Tenants tenants;
  private final WebhookReception<Desk> reception;
  private final IdempotencyKeys idempotencyKeys;
  private final UploadReferences uploads;
  private final FollowedChannels followed;

  DeskApiController(
      DeskKeys keys,
      Ledger ledger,
      Tenants tenants,
      WebhookReception<Desk> reception,
      IdempotencyKeys idempotencyKeys,
      UploadReferences uploads,
      FollowedChannels followed) {
    this.keys = keys;
    this.ledger = ledger;
    this.tenants = tenants;
    this.reception = reception;
    this.idempotencyKeys = idempotencyKeys;
    this.uploads = uploads;
    this.followed = followed;
  }

  /** Replies in a conversation. */
  @PostMapping("/desk-api/conversations/{conversationId}/messages")
  ResponseEntity<byte[]> reply(@PathVariable String conversationId, HttpServletRequest request)
      throws IOException {
    var desk = keys.desk(request);
    var conversation = conversation(desk, conversationId);
    return answer(
        desk,
        MESSAGES,
        request,
        (read, claim) -> {
          if (!claim.repeated()) {
            refuseIfMoved(conversation);
          }
          return message(desk, conversation, claim, read, read.body());
        },
        conversation.id() + "|");
  }

  /**
   * Writes to a person who has written before: {@code {"to": {"phone": "+44…"}, …}}. A conversation
   * that the desk has closed is open again.
   */
  @PostMapping("/desk-api/messages")
  ResponseEntity<byte[]> send(HttpServletRequest request) throws IOException {
    var desk = keys.desk(request);
    return answer(
        desk,
        MESSAGES,
        request,
        (read, claim) -> {
          var addressed = AddressedMessage.read(read.body());
          return message(desk, person(desk, addressed), claim, read, addressed.message());
        },
        "");
  }

  /** The agent is typing. */
  @PostMapping("/desk-api/conversations/{conversationId}/typing")
  ResponseEntity<byte[]> typing(@PathVariable String conversationId, HttpServletRequest request)
      throws IOException {
    return command(conversationId, "/typing", request);
  }

  /** The agent has read the person's messages. */
  @PostMapping("/desk-api/conversations/{conversationId}/read")
  ResponseEntity<byte[]> read(@PathVariable String conversationId, HttpServletRequest request)
      throws IOException {
    return command(conversationId, "/read", request);
  }

  /** The conversation passes to another desk: {@code {"target"?: …, "summary"?: …}}. */
  @PostMapping("/desk-api/conversations/{conversationId}/handoff")
  ResponseEntity<byte[]> handoff(@PathVariable String conversationId, HttpServletRequest request)
      throws IOException {
    return command(conversationId, "/handoff", request);
  }

  /** The conversation is finished: {@code {"reason"?: …}}. */
  @PostMapping("/desk-api/conversations/{conversationId}/close")
  ResponseEntity<byte[]> close(@PathVariable String conversationId, HttpServletRequest request)
      throws IOException {
    return command(conversationId, "/close", request);
  }

  private ResponseEntity<byte[]> command(
      String conversationId, String route, HttpServletRequest request) throws IOException {
    var desk = keys.desk(request);
    var conversation = conversation(desk, conversationId);
    return answer(
        desk,
        route,
        request,
        (read, claim) -> {
          if (!claim.repeated()) {
            refuseIfMoved(conversation);
          }
          return addressed(conversation, claim, read, read.body());
        },
        conversation.id() + route + "|");
  }

  /** Completes a request that the connector gets. */
  private interface Preparation {
    WebhookRequest prepare(WebhookRequest read, Claim claim);
  }

  /** The same request with the same key has the same effect once, and the same answer. */
  private ResponseEntity<byte[]> answer(
      Desk desk, String route, HttpServletRequest request, Preparation preparation, String scope)
      throws IOException {
    var key = key(request);
    var claimed = new AtomicReference<@Nullable Claim>();
    UnaryOperator<WebhookRequest> prepare =
        read -> {
          var said = scope + new String(read.body(), StandardCharsets.UTF_8);
          var claim = idempotencyKeys.claim(desk.id(), key, said);
          claimed.set(claim);
          return preparation.prepare(read, claim);
        };
    var accepted = false;
    try {
      var answer = reception.answer(desk, route, prepare, request);
      accepted = answer.getStatusCode().is2xxSuccessful();
      return answer;
    } finally {
      var claim = claimed.get();
      if (claim != null) {
        idempotencyKeys.end(claim, accepted);
      }
    }
  }

  private Conversation conversation(Desk desk, String id) {
    try {
      var conversation = ledger.conversation(desk.tenant().value(), id);
      if (conversation.desk().equals(desk.id())) {
        return conversation;
      }
      throw unknownConversation(id);
    } catch (HttpClientErrorException.NotFound e) {
      throw unknownConversation(id);
    }
  }

  private static ApiProblem unknownConversation(String id) {
    return new ApiProblem(
        HttpStatus.NOT_FOUND, "UNKNOWN_CONVERSATION", "This desk has no conversation " + id + ".");
  }

  private Conversation person(Desk desk, AddressedMessage message) {
    Conversation found;
    try {
      found = ledger.locate(new Ledger.DeskAddress(desk.tenant(), desk.id(), message.address()));
    } catch (HttpClientErrorException.NotFound e) {
      throw ApiProblem.of(HttpStatus.UNPROCESSABLE_CONTENT, Reason.UNKNOWN_PERSON);
    }
    if (message.channel() != null && !message.channel().equals(found.channel().value())) {
      throw ApiProblem.invalid("numberId", "is not the number that this person wrote to");
    }
    return found;
  }

  private WebhookRequest message(
      Desk desk, Conversation conversation, Claim claim, WebhookRequest read, byte[] message) {
    if (!claim.repeated()) {
      if (followed.contain(conversation.channel())) {
        throw ApiProblem.of(HttpStatus.UNPROCESSABLE_CONTENT, Reason.FOLLOWED_ONLY);
      }
      var last = conversation.lastInboundAt();
      var closed = last == null || Instant.now().isAfter(last.plus(WINDOW));
      if (closed && !holds(conversation) && !TemplateMessage.is(message)) {
        throw ApiProblem.of(HttpStatus.UNPROCESSABLE_CONTENT, Reason.WINDOW_CLOSED);
      }
    }
    return addressed(
        conversation, claim, read, claim.repeated() ? message : uploads.complete(desk, message));
  }

  /** Whether a message outside of the window waits until the person answers. */
  private boolean holds(Conversation conversation) {
    return tenants
        .channel(conversation.channel())
        .filter(channel -> channel.window().holds())
        .isPresent();
  }

  private static void refuseIfMoved(Conversation conversation) {
    if (conversation.closedAt() != null) {
      throw new ApiProblem(
          HttpStatus.CONFLICT,
          Reason.CONVERSATION_MOVED.name(),
          Reason.CONVERSATION_MOVED.sentence());
    }
  }

  private static WebhookRequest addressed(
      Conversation conversation, Claim claim, WebhookRequest read, byte[] body) {
    return read.with(
        Map.of(
            "to", conversation.deskAddress(),
            "conversation", conversation.id().value(),
            "id", claim.messageId()),
        body);
  }

  private static @Nullable String key(HttpServletRequest request) {
    var key = request.getHeader("Idempotency-Key");
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      throw new ApiProblem(
          HttpStatus.BAD_REQUEST,
          "INVALID_IDEMPOTENCY_KEY",
          "The header Idempotency-Key must have 1 to " + LONGEST_KEY + " characters.");
    }
    return key;
  }
}
