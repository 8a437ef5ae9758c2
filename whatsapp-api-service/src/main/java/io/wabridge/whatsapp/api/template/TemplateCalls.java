package io.wabridge.whatsapp.api.template;

import io.wabridge.kit.client.Channel;
import io.wabridge.kit.client.Tokens;
import io.wabridge.kit.store.MediaStore;
import io.wabridge.model.Reason;
import io.wabridge.model.TokenRefused;
import io.wabridge.model.TokenUnavailable;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Connectors;
import io.wabridge.model.connector.Context;
import io.wabridge.model.connector.ManagesTemplates;
import io.wabridge.model.connector.TemplatesRefused;
import org.springframework.stereotype.Component;

/** Calls a channel's provider about templates, with the channel's token. */
@Component
class TemplateCalls {

  /** One call. */
  interface Call<T> {
    T make(ManagesTemplates connector, Context context) throws TemplatesRefused;
  }

  private final Connectors<ChannelConnector> connectors;
  private final Tokens tokens;
  private final MediaStore media;

  TemplateCalls(Connectors<ChannelConnector> connectors, Tokens tokens, MediaStore media) {
    this.connectors = connectors;
    this.tokens = tokens;
    this.media = media;
  }

  /** The connector, if the provider keeps templates. */
  ManagesTemplates connector(Channel channel) throws TemplatesRefused {
    if (connectors.of(channel.kind()) instanceof ManagesTemplates known) {
      return known;
    }
    throw new TemplatesRefused(
        Reason.UNSUPPORTED, "The provider of this channel keeps no templates.", false);
  }

  <T> T make(Channel channel, Call<T> call) throws TemplatesRefused {
    var known = connector(channel);
    var context =
        new Context(
            channel.settings(),
            tokens.of(channel, connectors.of(channel.kind())),
            media,
            null,
            null,
            channel.language());
    try {
      return call.make(known, context);
    } catch (TokenRefused e) {
      throw new TemplatesRefused(e.reason(), String.valueOf(e.getMessage()), false);
    } catch (TokenUnavailable e) {
      throw new TemplatesRefused(e.reason(), String.valueOf(e.getMessage()), true);
    }
  }
}
