package io.wabridge.state.history;

import io.wabridge.model.Language;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words of a transcript in the language of its tenant. */
record TranscriptWords(
    Language language,
    String conversation,
    String timesInUtc,
    String page,
    String agent,
    String person,
    String businessApp,
    String notKept,
    String before,
    String edited,
    String deleted,
    String reactionOfPerson,
    String reactionOfAgent,
    Map<String, String> receipts,
    Map<String, String> labels) {

  static TranscriptWords in(Language language) {
    return switch (language) {
      case EN ->
          new TranscriptWords(
              language,
              "Conversation",
              "All times are in UTC",
              "Page",
              "Agent",
              "Person",
              "Business app",
              "The content is not kept",
              "Before",
              "edited",
              "deleted",
              "Reaction of the person",
              "Reaction of the agent",
              Map.of("sent", "sent", "delivered", "delivered", "read", "read", "failed", "failed"),
              Map.of());
      case ES ->
          new TranscriptWords(
              language,
              "Conversación",
              "Todas las horas son UTC",
              "Página",
              "Agente",
              "Persona",
              "Aplicación de empresa",
              "El contenido no se conserva",
              "Antes",
              "editado",
              "eliminado",
              "Reacción de la persona",
              "Reacción del agente",
              Map.of(
                  "sent",
                  "enviado",
                  "delivered",
                  "entregado",
                  "read",
                  "leído",
                  "failed",
                  "fallido"),
              labels(
                  "imagen",
                  "vídeo",
                  "audio",
                  "documento",
                  "sticker",
                  "ubicación",
                  "contacto",
                  "elegido",
                  "plantilla",
                  "formulario",
                  "pedido",
                  "reacción",
                  "edición",
                  "eliminación",
                  "aviso",
                  "no mostrado"));
      case PT ->
          new TranscriptWords(
              language,
              "Conversa",
              "Todos os horários são UTC",
              "Página",
              "Atendente",
              "Pessoa",
              "Aplicativo da empresa",
              "O conteúdo não é mantido",
              "Antes",
              "editado",
              "apagado",
              "Reação da pessoa",
              "Reação do atendente",
              Map.of(
                  "sent", "enviado", "delivered", "entregue", "read", "lido", "failed", "falhou"),
              labels(
                  "imagem",
                  "vídeo",
                  "áudio",
                  "documento",
                  "figurinha",
                  "localização",
                  "contato",
                  "escolhido",
                  "modelo",
                  "formulário",
                  "pedido",
                  "reação",
                  "edição",
                  "exclusão",
                  "aviso",
                  "não mostrado"));
    };
  }

  private static final List<String> LABELS =
      List.of(
          "image",
          "video",
          "audio",
          "document",
          "sticker",
          "location",
          "contact",
          "chosen",
          "template",
          "form",
          "order",
          "reaction",
          "edit",
          "deletion",
          "notice",
          "not shown");

  private static Map<String, String> labels(String... words) {
    var labels = new HashMap<String, String>();
    for (var i = 0; i < words.length; i++) {
      labels.put(LABELS.get(i), words[i]);
    }
    return Map.copyOf(labels);
  }

  /** The label of a content that is not text. */
  String label(String english) {
    return labels.getOrDefault(english, english);
  }

  /** As "Monday, March 2, 2026". */
  String date(Instant at) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
        .withLocale(language.locale())
        .format(at.atOffset(ZoneOffset.UTC));
  }

  String receipt(String status) {
    return receipts.getOrDefault(status, status);
  }
}
