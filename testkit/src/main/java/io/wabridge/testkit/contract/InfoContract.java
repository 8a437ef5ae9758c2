package io.wabridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.wabridge.model.Content;
import io.wabridge.model.Interaction;
import io.wabridge.model.connector.Capabilities;
import io.wabridge.model.connector.Capabilities.Feature;
import io.wabridge.model.connector.ChannelConnector;
import io.wabridge.model.connector.Connector;
import io.wabridge.model.connector.ConnectorInfo;
import io.wabridge.model.connector.ConnectorInfo.Side;
import io.wabridge.model.connector.Field;
import io.wabridge.model.connector.MarksRead;
import io.wabridge.model.connector.Settings;
import io.wabridge.model.connector.ShowsReceipts;
import io.wabridge.model.connector.ShowsTyping;
import io.wabridge.model.connector.SignsIn;
import java.net.URI;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A connector's description is complete and matches its behaviour. */
public final class InfoContract {

  private static final Set<String> CONTENTS =
      Stream.of(Content.class, Interaction.class)
          .flatMap(kinds -> Arrays.stream(kinds.getPermittedSubclasses()))
          .map(kind -> kind.getAnnotation(JsonTypeName.class).value())
          .collect(Collectors.toSet());

  private InfoContract() {}

  /** Checks a description; a desk without a product has neither a form nor documentation. */
  public static void check(Connector connector) {
    var info = connector.info();
    assertThat(info.side() == Side.CHANNEL).isEqualTo(connector instanceof ChannelConnector);
    assertThat(connector.kind()).isEqualTo(info.kind());
    assertThat(info.label()).matches("[A-Z0-9].*");
    assertThat(info.documentation()).allMatch(InfoContract::https);
    assertThat(info.documentation().isEmpty())
        .as("a product has a form and documentation")
        .isEqualTo(info.fields().isEmpty());
    assertThat(info.fields().stream().map(Field::name)).doesNotHaveDuplicates();
    assertThat(info.fields()).allSatisfy(InfoContract::field);
    credentials(connector, info);
    capabilities(info.capabilities());
    assertThat(info.capabilities().has(Feature.RECEIPTS))
        .as("only a connector with the capability shows receipts")
        .isEqualTo(connector instanceof ShowsReceipts);
    assertThat(
            info.capabilities().shownStatuses().isEmpty()
                || info.capabilities().has(Feature.RECEIPTS))
        .as("a connector that shows more statuses shows receipts")
        .isTrue();
    assertThat(info.capabilities().has(Feature.READ_MARKS))
        .as("only a connector with the capability marks messages as read")
        .isEqualTo(connector instanceof MarksRead);
    assertThat(info.capabilities().has(Feature.READ_ONLY))
        .as("only a channel is followed, and gets neither read marks nor typing")
        .isIn(false, info.side() == Side.CHANNEL && !sendsSignals(connector));
    assertThat(info.capabilities().has(Feature.TYPING))
        .as("only a connector with the capability shows that an agent is typing")
        .isEqualTo(connector instanceof ShowsTyping);
  }

  private static boolean sendsSignals(Connector connector) {
    return connector instanceof MarksRead || connector instanceof ShowsTyping;
  }

  private static void field(Field field) {
    assertThat(field.name()).matches("[a-z][A-Za-z0-9]*");
    assertThat(field.label()).as(field.name()).matches("[A-Z].{1,60}").doesNotEndWith(".");
    assertThat(field.help()).as(field.name()).matches("[A-Z].{10,200}\\.");
    assertThat(field.pattern() == null).as(field.name()).isEqualTo(field.patternHelp() == null);
    if (field.patternHelp() != null) {
      assertThat(field.patternHelp()).as(field.name()).matches("(is|has|looks|begins|ends) .+[^.]");
    }
    if (field.defaultValue() != null && field.pattern() != null) {
      assertThat(field.defaultValue()).matches(field.pattern());
    }
    var closed = field.type() == Field.Type.CHOICE || field.type() == Field.Type.REGION;
    assertThat(field.options().isEmpty()).as(field.name()).isNotEqualTo(closed);
    assertThat(field.options())
        .allSatisfy(option -> {
          assertThat(option.value()).isNotBlank();
          assertThat(option.label()).isNotBlank();
        });
    assertThat(field.options().stream().map(Field.Option::value)).doesNotHaveDuplicates();
    assertThat(field.findIt() == null || https(field.findIt())).as(field.name()).isTrue();
    assertThat(field.required() && (field.generated() || field.defaultValue() != null))
        .as("%s is required, but has a default or generated value", field.name())
        .isFalse();
  }

  private static void credentials(Connector connector, ConnectorInfo info) {
    var token = info.tokenField();
    if (token != null) {
      assertThat(info.field(token)).as(token).get().matches(Field::isSecret);
      assertThat(connector)
          .as("a token is either entered or obtained by signing in")
          .isNotInstanceOf(SignsIn.class);
    }
    var credential = info.credentialField();
    assertThat(info.credentialFields().isEmpty()).isEqualTo(credential == null);
    if (credential != null) {
      assertThat(info.field(credential))
          .as(credential)
          .get()
          .matches(Field::perCredential)
          .matches(field -> !field.isSecret());
    }
  }

  private static void capabilities(Capabilities can) {
    assertThat(can.contents()).contains("text").isSubsetOf(CONTENTS);
    assertThat(can.textCharacters()).isPositive();
    assertThat(can.captionCharacters()).isNotNegative();
    assertThat(can.media().isEmpty()).isNotEqualTo(can.contents().contains("media"));
    assertThat(can.media().values())
        .allSatisfy(limit -> {
          assertThat(limit.bytes()).isPositive();
          assertThat(limit.mimeTypes()).allMatch(type -> type.matches("[a-z]+/[a-z0-9.+-]+"));
        });
    assertThat(can.contents().contains("choice"))
        .isEqualTo(can.buttons() != null || can.list() != null);
  }

  /** Checks that the form accepts valid settings. */
  static void allows(ConnectorInfo info, Settings settings) {
    var entered =
        info.fields().stream()
            .collect(Collectors.toMap(Field::name, field -> entered(field, settings)));
    for (var field : info.fields()) {
      var value = Objects.requireNonNull(entered.get(field.name()));
      if (value.isEmpty()) {
        assertThat(field.required() && !field.name().equals(info.tokenField()))
            .as("%s is required", field.name())
            .isFalse();
      } else if (field.pattern() != null) {
        assertThat(value).as(field.name()).matches(field.pattern());
      }
    }
    assertThat(entered.keySet())
        .as("every setting is in the form")
        .containsAll(settings.values().keySet())
        .containsAll(settings.secrets().keySet());
  }

  private static String entered(Field field, Settings settings) {
    return field.isSecret() ? settings.secret(field.name()).reveal() : settings.get(field.name());
  }

  private static boolean https(URI address) {
    return "https".equals(address.getScheme()) && address.getHost() != null;
  }
}
