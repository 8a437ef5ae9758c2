package io.wabridge.gateway.access;

import io.wabridge.gateway.access.AccessProperties.Provider;
import java.util.Map;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Who a person is at an issuer without id tokens. Such an access token does not say for which
 * client it was issued; another client's token would sign its person in here. So the issuer is
 * asked.
 */
final class CheckedUsers implements OAuth2UserService<OAuth2UserRequest, OAuth2User> {

  private static final ParameterizedTypeReference<Map<String, Object>> OBJECT =
      new ParameterizedTypeReference<>() {};

  private final DefaultOAuth2UserService users = new DefaultOAuth2UserService();
  private final RestClient client = RestClient.create();
  private final Providers providers;

  CheckedUsers(Providers providers) {
    this.providers = providers;
  }

  @Override
  public OAuth2User loadUser(OAuth2UserRequest request) {
    var provider = providers.named(request.getClientRegistration().getRegistrationId());
    var url = provider.tokenUrlOfClient();
    if (url != null) {
      check(provider, url, request.getAccessToken().getTokenValue());
    }
    return users.loadUser(request);
  }

  private void check(Provider provider, String url, String token) {
    try {
      var answer =
          client
              .get()
              .uri(url)
              .headers(headers -> headers.setBearerAuth(token))
              .retrieve()
              .body(OBJECT);
      var claim = provider.tokenClientClaim();
      if (answer != null
          && claim != null
          && provider.clientId().equals(new Claims(answer, provider).text(claim))) {
        return;
      }
    } catch (RestClientException e) {
      throw new OAuth2AuthenticationException("token-not-checked");
    }
    throw new OAuth2AuthenticationException("token-of-another-client");
  }
}
