package io.wabridge.state.history;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.wabridge.kit.NotFoundException;
import io.wabridge.kit.client.Desk;
import io.wabridge.kit.client.Tenants;
import io.wabridge.model.Language;
import io.wabridge.model.TenantId;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.json.JsonMapper;

/** Whole conversations as documents. A document is written while it is read, a part at a time. */
@RestController
@RequestMapping("/api/v1/tenants/{tenantId}/conversations/{conversationId}/transcript")
@Tag(name = "Conversations")
class TranscriptController {

  /** Messages in memory at once. */
  private static final int PART = 200;

  private final ConversationHistory history;
  private final JsonMapper json;
  private final Tenants tenants;

  TranscriptController(ConversationHistory history, JsonMapper json, Tenants tenants) {
    this.history = history;
    this.json = json;
    this.tenants = tenants;
  }

  @GetMapping
  @Operation(
      summary = "All messages of a conversation as a document, oldest first",
      description = "format is json, text or pdf; a PDF is in the tenant's language.")
  @ApiResponse(
      responseCode = "200",
      content = {
        @Content(mediaType = "application/json", schema = @Schema(type = "object")),
        @Content(mediaType = "text/plain", schema = @Schema(type = "string")),
        @Content(
            mediaType = "application/pdf",
            schema = @Schema(type = "string", format = "binary"))
      })
  void transcript(
      @PathVariable String tenantId,
      @PathVariable String conversationId,
      @RequestParam(defaultValue = "json") String format,
      HttpServletResponse response)
      throws IOException {
    var chosen = TranscriptFormat.named(format);
    var tenant = new TenantId(tenantId);
    var heading =
        history
            .heading(tenant, conversationId)
            .orElseThrow(
                () -> new NotFoundException("There is no conversation " + conversationId + "."));
    var part = history.after(tenant, conversationId, "", PART);
    response.setContentType(chosen.mediaType());
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename("conversation-" + heading.conversation() + "." + chosen.extension())
            .build()
            .toString());
    try (var transcript = open(chosen, heading, response.getOutputStream())) {
      while (!part.isEmpty()) {
        for (var message : part) {
          transcript.write(message);
        }
        part =
            part.size() < PART
                ? List.of()
                : history.after(tenant, conversationId, part.getLast().id(), PART);
      }
    }
  }

  private Transcript open(
      TranscriptFormat format, ConversationHistory.Heading heading, OutputStream out)
      throws IOException {
    return switch (format) {
      case JSON -> new JsonTranscript(heading, out, json);
      case TEXT -> new TextTranscript(heading, out);
      case PDF -> new PdfTranscript(heading, TranscriptWords.in(language(heading)), out);
    };
  }

  /** The tenant's language; English while tenant-service does not answer. */
  private Language language(ConversationHistory.Heading heading) {
    try {
      return tenants.desk(heading.desk()).map(Desk::language).orElse(Language.EN);
    } catch (RestClientException e) {
      return Language.EN;
    }
  }
}
