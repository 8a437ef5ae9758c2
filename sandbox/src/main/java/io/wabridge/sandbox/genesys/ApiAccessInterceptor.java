package io.wabridge.sandbox.genesys;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Refuses API calls without a token or above the rate limit. */
@Component
class ApiAccessInterceptor implements HandlerInterceptor, WebMvcConfigurer {
  private final AccessTokens accessTokens;

  ApiAccessInterceptor(AccessTokens accessTokens) {
    this.accessTokens = accessTokens;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry
        .addInterceptor(this)
        .addPathPatterns("/api/v2/**")
        .excludePathPatterns("/api/v2/downloads/**");
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    accessTokens.admit(request.getHeader("Authorization"));
    return true;
  }
}
