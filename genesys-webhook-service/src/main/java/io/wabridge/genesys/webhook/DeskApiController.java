package io.wabridge.genesys.webhook;

import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Conversation;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.Ledger;
import io.wabridge.kit.client.Tenants;
import io.wabridge.kit.webhook.WebhookReception;
import io.wabridge.model.DeskId;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.CallsApi;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.DeskConnector;
import io.wabridge.model.connector.WebhookRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.HttpClientErrorException;

/**
 * Messages that systems send through the public API with a key of their desk. The gateway maps
 * {@code /api/v1/} to these paths; the key is checked here.
 */
@RestController
class DeskApiController {

  private static final String MESSAGES = "/messages";
  private static final int LONGEST_KEY = 255;
  private static final Duration WINDOW = Duration.ofHours(24);

  private final Tenants tenants;
  private final Connectors<DeskConnector> connectors;
  private final Ledger ledger;
  private final WebhookReception<Desk> reception;
  private final IdempotencyKeys idempotencyKeys;

  DeskApiController(
      Tenants tenants,
      Connectors<DeskConnector> connectors,
      Ledger ledger,
      WebhookReception<Desk> reception,
      IdempotencyKeys idempotencyKeys) {
    this.tenants = tenants;
    this.connectors = connectors;
    this.ledger = ledger;
    this.reception = reception;
    this.idempotencyKeys = idempotencyKeys;
  }

  /** Replies in a conversation. */
  @PostMapping("/desk-api/conversations/{conversationId}/messages")
  ResponseEntity<byte[]> reply(@PathVariable String conversationId, HttpServletRequest request)
      throws IOException {
    var desk = desk(request);
    var conversation = conversation(desk, conversationId);
    return reception.answer(
        desk, MESSAGES, read -> prepared(desk, conversation, read, read.body()), request);
  }

  /** Writes to a person who has written before: {@code {"to": {"phone": "+44…"}, …}}. */
  @PostMapping("/desk-api/messages")
  ResponseEntity<byte[]> send(HttpServletRequest request) throws IOException {
    var desk = desk(request);
    return reception.answer(
        desk,
        MESSAGES,
        read -> {
          var addressed = AddressedMessage.read(read.body());
          return prepared(desk, person(desk, addressed.address()), read, addressed.message());
        },
        request);
  }

  /** The desk whose key the request shows. */
  private Desk desk(HttpServletRequest request) {
    return DeskKey.of(request)
        .flatMap(key ->
            tenants
                .desk(new DeskId(key.desk()))
                .filter(desk ->
                    connectors.of(desk.kind()) instanceof CallsApi api
                        && key.equalTo(api.apiKey(desk.settings()).reveal())))
        .orElseThrow(() ->
            new ApiProblem(
                HttpStatus.UNAUTHORIZED,
                "UNAUTHORIZED",
                "The bearer token must be wbk_<desk id>_<API key> of a desk."));
  }

  private Conversation conversation(Desk desk, String id) {
    try {
      var conversation = ledger.conversation(desk.tenant().value(), id);
      if (conversation.desk().equals(desk.id())) {
        return conversation;
      }
      throw new NotFoundException("This desk has no conversation " + id + ".");
    } catch (HttpClientErrorException.NotFound e) {
      throw new NotFoundException("This desk has no conversation " + id + ".");
    }
  }

  private Conversation person(Desk desk, String address) {
    try {
      return ledger.locate(new Ledger.DeskAddress(desk.tenant(), desk.id(), address));
    } catch (HttpClientErrorException.NotFound e) {
      throw refused(Reason.UNKNOWN_PERSON);
    }
  }

  private WebhookRequest prepared(
      Desk desk, Conversation conversation, WebhookRequest read, byte[] message) {
    if (conversation.closedAt() != null) {
      throw new ApiProblem(
          HttpStatus.CONFLICT,
          Reason.CONVERSATION_MOVED.name(),
          Reason.CONVERSATION_MOVED.sentence());
    }
    var last = conversation.lastInboundAt();
    if (last == null || Instant.now().isAfter(last.plus(WINDOW))) {
      throw refused(Reason.WINDOW_CLOSED);
    }
    var key = key(read);
    var said = conversation.id() + "|" + new String(message, StandardCharsets.UTF_8);
    if (idempotencyKeys.taken(desk.id(), key, said)) {
      throw new ApiProblem(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "IDEMPOTENCY_KEY_REUSED",
          "This Idempotency-Key came with another request before.");
    }
    return read.with(
        Map.of(
            "to", conversation.deskAddress(),
            "conversation", conversation.id().value(),
            "id", idempotencyKeys.messageId(desk.id(), key)),
        message);
  }

  private static @Nullable String key(WebhookRequest read) {
    var key = read.header("Idempotency-Key");
    if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
      throw new ApiProblem(
          HttpStatus.BAD_REQUEST,
          "INVALID_IDEMPOTENCY_KEY",
          "The header Idempotency-Key must have 1 to " + LONGEST_KEY + " characters.");
    }
    return key;
  }

  private static ApiProblem refused(Reason reason) {
    return new ApiProblem(
        HttpStatus.UNPROCESSABLE_CONTENT, reason.name(), reason.sentence() + " " + reason.action());
  }
}
