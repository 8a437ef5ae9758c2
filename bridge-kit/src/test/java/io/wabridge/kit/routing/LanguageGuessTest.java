package io.wabridge.kit.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.model.Person;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The language of a text, and otherwise of the person's country. */
class LanguageGuessTest {

  private static final Person UNKNOWN = Person.ofBsuid("XX.1");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "es|Hola, necesito ayuda con mi factura",
        "es|buenas tardes, no me llega el pedido",
        "es|¿Cuánto cuesta el envío a Madrid?",
        "es|necesito hablar con una persona",
        "pt|Olá, preciso de ajuda com a minha fatura",
        "pt|oi tudo bem, quero cancelar a compra",
        "pt|vcs entregam no meu bairro hoje?",
        "pt|preciso falar com uma pessoa",
        "en|Hello, I need help with my invoice",
        "en|hi i would like to cancel pls",
        "en|What time do you open tomorrow?",
        "de|Guten Tag, wo ist meine Bestellung?",
        "fr|Bonjour, je voudrais annuler ma commande",
        "it|Buongiorno, dove si trova il mio ordine?",
        "nl|Hallo, waar blijft mijn bestelling?",
        "pl|Dzień dobry, gdzie jest moje zamówienie",
        "ru|Здравствуйте, где мой заказ номер пять",
        "ar|مرحبا أريد معرفة حالة طلبي من فضلك"
      })
  void aSentenceHasALanguage(String language, String text) {
    assertThat(LanguageGuess.of(text, UNKNOWN)).contains(language);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''",
        "Hola buenas tardes",
        "INV-2024-00017 12345678 98765432",
        "ok ok ok ok ok ok ok ok ok",
        "jajajajajajajajajajajaja",
        "https://www.example.com/orders/12345?id=77 ana@example.com",
        "你好我想知道我的订单什么时候能到谢谢你们的帮助"
      })
  void aTextThatDoesNotTellItsLanguageHasTheCountrys(String text) {
    assertThat(LanguageGuess.of(text, UNKNOWN)).isEmpty();
    assertThat(LanguageGuess.of(text, Person.ofWaId("5511987654321"))).contains("pt");
  }

  @Test
  void aTextDecidesBeforeTheCountry() {
    assertThat(LanguageGuess.of("Hello, I need help with my invoice", Person.ofWaId("34600123456")))
        .contains("en");
  }

  @ParameterizedTest
  @CsvSource({
    "5511987654321, pt",
    "351912345678, pt",
    "34600123456, es",
    "5215512345678, es",
    "5491112345678, es",
    "447700900123, en",
    "12025550123, en",
    "17875550123, es",
    "4915112345678, de",
    "33612345678, fr",
    "393312345678, it",
    "79161234567, ru",
    "77011234567, ''",
    "41791234567, ''",
    "32470123456, ''",
    "999, ''",
    "4, ''"
  })
  void aCountryHasALanguageIfNearlyEveryoneSpeaksIt(String number, String language) {
    assertThat(LanguageGuess.of("hi", Person.ofWaId(number)).orElse("")).isEqualTo(language);
  }

  @Test
  void aPersonWithoutANumberHasTheCountryOfTheUserId() {
    assertThat(LanguageGuess.of("", Person.ofBsuid("BR.11987654321"))).contains("pt");
    assertThat(LanguageGuess.of("", Person.ofBsuid("CH.11987654321"))).isEmpty();
  }

  @Test
  void aLongTextIsNotReadToItsEnd() {
    var text =
        """
        Buenos días, ayer hice un pedido por la web y me ha llegado un producto que no es el que
        pedí. ¿Cómo puedo hacer para cambiarlo? Lo necesito antes del viernes, porque es un regalo
        para mi hermana, y ya no estaré en casa el fin de semana. Les agradezco mucho la ayuda, y
        espero su respuesta lo antes posible.
        """
            + "The rest is in English. ".repeat(100_000);
    LanguageGuess.of(text, UNKNOWN);
    var began = System.nanoTime();

    assertThat(LanguageGuess.of(text, UNKNOWN)).contains("es");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
  }
}
