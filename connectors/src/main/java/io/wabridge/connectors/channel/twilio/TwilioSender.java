package io.wabridge.connectors.channel.twilio;

import io.wabridge.connectors.AddressRefused;
import io.wabridge.connectors.Fields;
import io.wabridge.connectors.Meaning;
import io.wabridge.connectors.OutboundFailure;
import io.wabridge.connectors.channel.twilio.TwilioApi.Host;
import io.wabridge.model.CallListener.Operation;
import io.wabridge.model.Content;
import io.wabridge.model.Delivery;
import io.wabridge.model.Explained;
import io.wabridge.model.ExternalId;
import io.wabridge.model.MediaBytes;
import io.wabridge.model.MediaRef;
import io.wabridge.model.Message;
import io.wabridge.model.Reason;
import io.wabridge.model.connector.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Sends messages. Twilio has no idempotency key, so after a lost answer the outcome is uncertain,
 * and the message is not sent a second time. The status callback returns our id of the message,
 * which resolves it. It cannot be resolved if the channel was never connected (then no callback
 * address is known), nor if Twilio refused the message or never got it: then there is no callback.
 */
final class TwilioSender {

  private static final Duration SOON = Duration.ofSeconds(5);

  private final TwilioApi api;
  private final TwilioContents contents;

  TwilioSender(TwilioApi api) {
    this.api = api;
    this.contents = new TwilioContents(api);
  }

  Delivery deliver(Message message, Context context) {
    var settings = TwilioSettings.of(context.settings());
    var to = TwilioPeople.address(message.person());
    if (message.person().group() != null) {
      return new Delivery.Refused(Reason.UNSUPPORTED, "Twilio carries no messages to groups.");
    }
    if (to == null) {
      return new Delivery.Refused(
          Reason.UNKNOWN_PERSON, "Neither a number nor a user id is known.");
    }
    var form = TwilioMessageForm.of(message.id(), to, settings);
    return switch (message.content()) {
      case Content.Text(var body) -> text(body, form);
      case Content.Media media -> media(media, form, context.media());
      case Content.Location place -> send(form.with(place));
      case Content.Choice choice -> question(choice, form, context);
      case Content.Template template -> template(template, form);
      case Content.Contacts _,
          Content.Reaction _,
          Content.ChoiceReply _,
          Content.FormReply _,
          Content.Interactive _,
          Content.Order _,
          Content.Edit _,
          Content.Deletion _,
          Content.Notice _,
          Content.Unsupported _ ->
          new Delivery.Refused(
              Reason.UNSUPPORTED,
              "Twilio has no message for " + message.content().getClass().getSimpleName());
    };
  }

  private Delivery template(Content.Template template, TwilioMessageForm form) {
    var known = template.known();
    if (known == null) {
      return new Delivery.Refused(
          Reason.TEMPLATE_MISSING, "There is no template " + template.name() + ".");
    }
    var named = form.with("ContentSid", known.id());
    var variables = TwilioTemplates.variables(known, template.values());
    return send(variables.equals("{}") ? named : named.with("ContentVariables", variables));
  }

  /** Twilio shows it for some seconds, or until the next message. */
  Delivery showTyping(ExternalId message, Context context) {
    try {
      var reply =
          api.postForm(
              Operation.MARK_READ,
              Host.MESSAGING,
              "/v2/Indicators/Typing.json",
              List.of(Map.entry("channel", "whatsapp"), Map.entry("messageId", message.value())),
              TwilioSettings.of(context.settings()));
      return reply.success() ? new Delivery.Accepted(message, null) : repeatable(reply);
    } catch (IOException e) {
      return later(e);
    }
  }

  private Delivery text(String body, TwilioMessageForm form) {
    if (body.isBlank()) {
      return new Delivery.Refused(Reason.CONTENT_EMPTY, "The text is empty.");
    }
    return body.length() > TwilioShapes.TEXT
        ? new Delivery.Refused(
            Reason.CONTENT_TOO_LONG,
            "The text is longer than " + TwilioShapes.TEXT + " characters.")
        : send(form.with("Body", body));
  }

  private Delivery media(Content.Media file, TwilioMessageForm form, MediaBytes files) {
    return switch (file.file()) {
      case MediaRef.Stored stored -> {
        var link = files.link(stored, file.mimeType(), file.filename());
        var caption = file.caption();
        var linked = form.with("MediaUrl", link);
        yield send(caption == null ? linked : linked.with("Body", caption));
      }
      case MediaRef.Gone(var reason, var detail) -> new Delivery.Refused(reason, detail);
      case MediaRef.Pending(var reason) ->
          new Delivery.Refused(reason, "The file was not fetched yet.");
      case MediaRef.Remote _ ->
          new Delivery.Refused(Reason.INTERNAL, "The file was not stored before it was sent.");
    };
  }

  /**
   * A question in a form, which takes a content at Twilio. If Twilio does not accept the content or
   * its variables, the question is sent as numbered text: the refusal is definite, so nothing is
   * sent twice.
   */
  private Delivery question(Content.Choice choice, TwilioMessageForm form, Context context) {
    var question = TwilioQuestion.of(choice, context.language());
    if (question == null) {
      return text(choice.numbered(), form);
    }
    try {
      var reply = ask(question, form, 2);
      if (reply instanceof Delivery.Refused refused && unfit(refused)) {
        return text(choice.numbered(), form);
      }
      return reply;
    } catch (IOException e) {
      return later(e);
    }
  }

  private static boolean unfit(Delivery.Refused refused) {
    return switch (refused.reason()) {
      case CONTENT_REFUSED, TEMPLATE_MISSING, TEMPLATE_PARAMETERS, OTHER_SIDE -> true;
      default -> false;
    };
  }

  private Delivery ask(TwilioQuestion question, TwilioMessageForm form, int tries)
      throws IOException {
    return switch (contents.find(question, form.settings())) {
      case TwilioContents.Found.Refused(var reply) -> repeatable(reply);
      case TwilioContents.Found.Sid(var sid) -> {
        var outcome =
            send(form.with("ContentSid", sid).with("ContentVariables", question.variables()));
        var gone =
            outcome instanceof Delivery.Refused refused
                && refused.reason() == Reason.TEMPLATE_MISSING;
        if (gone) {
          contents.forget(question, form.settings());
        }
        yield gone && tries > 1 ? ask(question, form, tries - 1) : outcome;
      }
    };
  }

  private Delivery send(TwilioMessageForm form) {
    try {
      var reply =
          api.postForm(
              Operation.SEND_MESSAGE,
              Host.CORE,
              "/2010-04-01/Accounts/" + form.settings().accountSid() + "/Messages.json",
              form.parameters(),
              form.settings());
      return reply.success() ? accepted(reply) : outcome(reply);
    } catch (AddressRefused e) {
      return new Delivery.Refused(e.reason(), words(e));
    } catch (OutboundFailure e) {
      return e.begun()
          ? new Delivery.Uncertain(words(e))
          : new Delivery.Deferred(SOON, e.reason(), words(e));
    } catch (IOException e) {
      return new Delivery.Uncertain("The answer could not be read.");
    }
  }

  private static Delivery accepted(TwilioReply reply) {
    var sid = Fields.id(reply.json(), "sid");
    return sid == null
        ? new Delivery.Uncertain("HTTP " + reply.status() + " without a message SID.")
        : new Delivery.Accepted(new ExternalId(sid), null);
  }

  private static Delivery outcome(TwilioReply reply) {
    return switch (reply.meaning()) {
      case Meaning.Never(var reason) -> new Delivery.Refused(reason, reply.detail());
      case Meaning.Token(var reason) -> new Delivery.Refused(reason, reply.detail());
      case Meaning.Later(var reason, var after) ->
          new Delivery.Deferred(
              reply.retryAfter() == null ? after : reply.retryAfter(), reason, reply.detail());
      case Meaning.Unknown _ -> new Delivery.Uncertain(reply.detail());
    };
  }

  /** The outcome of a call that may be repeated. */
  private static Delivery repeatable(TwilioReply reply) {
    return outcome(reply) instanceof Delivery.Uncertain(var detail)
        ? new Delivery.Deferred(SOON, Reason.UNAVAILABLE, detail)
        : outcome(reply);
  }

  private static Delivery later(IOException e) {
    return switch (e) {
      case AddressRefused refused -> new Delivery.Refused(refused.reason(), words(e));
      case Explained explained -> new Delivery.Deferred(SOON, explained.reason(), words(e));
      default -> new Delivery.Deferred(SOON, Reason.UNAVAILABLE, words(e));
    };
  }

  private static String words(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
