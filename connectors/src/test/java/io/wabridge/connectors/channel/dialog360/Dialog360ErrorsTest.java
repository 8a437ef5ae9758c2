package io.wabridge.connectors.channel.dialog360;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.connectors.Meaning;
import io.wabridge.model.FailureScope;
import io.wabridge.model.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All forms of 360dialog's errors. */
class Dialog360ErrorsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "401 | {'meta':{'success':false,'http_code':401,'developer_message':'Invalid api key'}} | Token | AUTH",
        "401 | {'meta':{'httpCode':401,'developerMessage':'Invalid api key'}} | Token | AUTH",
        "403 | {'meta':{'success':false,'http_code':403,'developer_message':'blocked'}} | Token | AUTH",
        "403 | Forbidden | Token | AUTH",
        "401 | {'error':{'code':190,'message':'no token'}} | Token | AUTH",
        "403 | {'error':{'code':131005,'message':'Access denied'}} | Never | PERMISSION_MISSING",
        "400 | {'meta':{'http_code':400,'developer_message':'endpoint rate limit'}} | Later | RATE_LIMITED",
        "400 | Endpoint Rate Limit exceeded | Later | RATE_LIMITED",
        "400 | {'error':{'message':'rate limit'}} | Later | RATE_LIMITED",
        "400 | {'errors':[{'code':1015,'title':'Too many requests','details':'rate limit'}]} | Later | RATE_LIMITED",
        "400 | {'error':{'code':131056,'message':'pair rate limit hit'}} | Later | RATE_PAIR",
        "400 | {'error':{'code':131048,'message':'Spam rate limit hit'}} | Later | RATE_QUALITY",
        "429 | {'meta':{'http_code':400}} | Later | RATE_LIMITED",
        "400 | {'meta':{'http_code':400,'developer_message':'API has been disabled'}} | Never | BILLING",
        "400 | lack of payment | Never | BILLING",
        "400 | {'error':{'code':131047,'message':'Re-engagement message'}} | Never | WINDOW_CLOSED",
        "400 | {'errors':[{'code':131026,'title':'Undeliverable'}]} | Never | NOT_ON_WHATSAPP",
        "400 | {'meta':{'success':false,'developer_message':'bad request'}} | Never | OTHER_SIDE",
        "200 | {'meta':{'success':false,'http_code':404,'developer_message':'no'}} | Never | BAD_ADDRESS",
        "500 | {'meta':{'success':false,'http_code':500}} | Unknown | OTHER_SIDE",
        "502 | <html>Bad gateway</html> | Unknown | OTHER_SIDE",
        "200 | {'errors':[{'title':'no'}]} | Unknown | OTHER_SIDE"
      })
  void mapsErrors(int status, String body, String meaning, Reason reason) {
    var reply = Dialog360Errors.read(status, body.replace('\'', '"'), null);
    assertThat(reply.success()).isFalse();
    assertThat(reply.meaning().getClass().getSimpleName()).isEqualTo(meaning);
    assertThat(reply.meaning().reason()).isEqualTo(reason);
  }

  @Test
  void reportsTheErrorText() {
    assertThat(
            Dialog360Errors.read(
                    401, "{\"meta\":{\"http_code\":401,\"developer_message\":\"Invalid\"}}", null)
                .detail())
        .isEqualTo("Invalid (HTTP 401)");
    assertThat(
            Dialog360Errors.read(
                    400,
                    "{\"errors\":[{\"code\":131026,\"title\":\"No\",\"details\":\"Not there\"}]}",
                    null)
                .detail())
        .isEqualTo("Meta 131026: No: Not there (HTTP 400)");
    assertThat(Dialog360Errors.read(400, "upstream", null).detail())
        .isEqualTo("upstream (HTTP 400)");
    assertThat(Dialog360Errors.read(502, "<html>", null).detail()).isEqualTo("HTTP 502");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'messages':[{'id':'wamid.A'}]}",
        "{'meta':{'api_status':'stable'},'messages':[{'id':'wamid.A'}]}",
        "{'success':true}"
      })
  void recognizesASuccess(String body) {
    assertThat(Dialog360Errors.read(200, body.replace('\'', '"'), null).success()).isTrue();
  }

  @Test
  void refusedKeyDoesNotFailTheMessage() {
    var refused = Dialog360Errors.read(403, "", null).meaning();
    assertThat(refused)
        .isInstanceOfSatisfying(
            Meaning.Token.class,
            token -> assertThat(token.reason().scope()).isEqualTo(FailureScope.CREDENTIAL));
  }
}
