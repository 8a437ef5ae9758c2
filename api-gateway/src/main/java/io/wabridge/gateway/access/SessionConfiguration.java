package io.wabridge.gateway.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.serializer.DefaultSerializer;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.serializer.JdkSerializationRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.session.data.redis.RedisSessionRepository;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.session.web.http.SessionRepositoryFilter;

/**
 * Browser sessions in Redis. Over TLS the cookie is named with the prefix __Host-, so that the
 * browser sends it over TLS to this host only; without TLS, which is for this machine, browsers
 * refuse that prefix.
 */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

  private static final String NAMESPACE = "wabridge:session";

  /** How long a browser may stay at an issuer; after the sign-in a session lives longer. */
  private static final Duration BEFORE_SIGN_IN = Duration.ofMinutes(10);

  /** Only these classes are read from Redis. */
  private static final ObjectInputFilter CLASSES =
      ObjectInputFilter.Config.createFilter(
          "maxdepth=20;maxbytes=100000;java.lang.*;java.util.*;java.net.*;java.time.*;"
              + "org.springframework.security.**;!*");

  @Bean
  RedisSessionRepository browserSessions(RedisConnectionFactory connections) {
    var redis = new RedisTemplate<String, Object>();
    redis.setConnectionFactory(connections);
    redis.setKeySerializer(RedisSerializer.string());
    redis.setHashKeySerializer(RedisSerializer.string());
    redis.setHashValueSerializer(values());
    redis.setDefaultSerializer(values());
    redis.afterPropertiesSet();
    var sessions = new RedisSessionRepository(redis);
    sessions.setRedisKeyNamespace(NAMESPACE);
    sessions.setDefaultMaxInactiveInterval(BEFORE_SIGN_IN);
    return sessions;
  }

  private static RedisSerializer<Object> values() {
    return new JdkSerializationRedisSerializer(
        new SerializingConverter(new DefaultSerializer()),
        new DeserializingConverter(in -> {
          var objects = new ObjectInputStream(new ByteArrayInputStream(in.readAllBytes()));
          objects.setObjectInputFilter(CLASSES);
          try {
            return objects.readObject();
          } catch (ClassNotFoundException e) {
            throw new IOException(e);
          }
        }));
  }

  /** Run by {@link SecuredPaths}, and not for every path. */
  static SessionRepositoryFilter<?> filter(RedisSessionRepository sessions) {
    var filter = new SessionRepositoryFilter<>(sessions);
    filter.setHttpSessionIdResolver(new CookieByScheme());
    return filter;
  }

  private static final class CookieByScheme implements HttpSessionIdResolver {

    private final HttpSessionIdResolver secure = cookie("__Host-wabridge", true);
    private final HttpSessionIdResolver plain = cookie("wabridge", false);

    private static HttpSessionIdResolver cookie(String name, boolean secure) {
      var cookie = new DefaultCookieSerializer();
      cookie.setCookieName(name);
      cookie.setCookiePath("/");
      cookie.setUseHttpOnlyCookie(true);
      cookie.setUseSecureCookie(secure);
      cookie.setSameSite("Lax");
      var resolver = new CookieHttpSessionIdResolver();
      resolver.setCookieSerializer(cookie);
      return resolver;
    }

    private HttpSessionIdResolver of(HttpServletRequest request) {
      return request.isSecure() ? secure : plain;
    }

    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
      return of(request).resolveSessionIds(request);
    }

    @Override
    public void setSessionId(
        HttpServletRequest request, HttpServletResponse response, String session) {
      of(request).setSessionId(request, response, session);
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
      of(request).expireSession(request, response);
    }
  }
}
