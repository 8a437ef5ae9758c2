package io.wabridge.kit;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes the public API refuse unknown fields and parameters: a misspelt filter must not mean
 * "everything". Internal endpoints and webhooks ignore them, because services of two versions call
 * each other during an upgrade, and senders of webhooks add fields.
 */
@Configuration(proxyBeanMethods = false)
class StrictApi implements WebMvcConfigurer {

  private static final String PUBLIC = "/api/";

  private final JsonMapper json;

  StrictApi(JsonMapper json) {
    this.json = json;
  }

  static boolean isPublic(String path) {
    return path.startsWith(PUBLIC);
  }

  /** A custom converter has precedence over the default one. */
  @Override
  public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
    converters.addCustomConverter(new StrictBodies(json));
  }

  @Override
  public void addInterceptors(InterceptorRegistry interceptors) {
    interceptors.addInterceptor(new StrictRequests()).addPathPatterns(PUBLIC + "**");
  }
}
