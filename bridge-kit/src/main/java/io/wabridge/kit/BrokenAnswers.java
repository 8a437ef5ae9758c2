package io.wabridge.kit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.support.DefaultHandlerExceptionResolver;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * What an answer is made of may break: the object store, a database, an internal service. An answer
 * that has begun is cut off then, so that the caller never takes the part for the whole. Spring
 * takes some of these failures for a caller that has gone, and would answer 200 without a body.
 */
public class BrokenAnswers implements WebMvcConfigurer {

  private static final Logger log = LoggerFactory.getLogger(BrokenAnswers.class);

  private static final String CONTAINER = "org.apache.catalina.";

  private static final String PROBLEM =
      """
      {"title":"Service Unavailable","status":503,\
      "detail":"A part of the bridge cannot be reached right now."}\
      """;

  /** Thrown through the container, which then closes the connection. */
  static final class CutOff extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CutOff(Exception cause) {
      super("the answer had begun: " + cause.getMessage(), cause);
    }
  }

  @Override
  public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
    resolvers.addFirst(BrokenAnswers::cutOff);
    var last = resolvers.size() - 1;
    var standard = resolvers.get(last) instanceof DefaultHandlerExceptionResolver ? last : last + 1;
    resolvers.add(standard, BrokenAnswers::unavailable);
  }

  private static @Nullable ModelAndView cutOff(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception problem) {
    if (response.isCommitted() && !callerIsGone(problem)) {
      throw new CutOff(problem);
    }
    return null;
  }

  private static @Nullable ModelAndView unavailable(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception problem) {
    if (!(problem instanceof IOException
            || DisconnectedClientHelper.isClientDisconnectedException(problem))
        || callerIsGone(problem)) {
      return null;
    }
    log.atError().log("a part of the bridge is unavailable: {}", problem.toString());
    try {
      response.reset();
      response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.getWriter().write(PROBLEM);
    } catch (IOException e) {
      log.atDebug().log("the caller has gone, too: {}", e.toString());
    }
    return new ModelAndView();
  }

  private static boolean callerIsGone(Throwable problem) {
    for (Throwable one = problem; one != null; one = one.getCause()) {
      if (one instanceof AsyncRequestNotUsableException
          || one.getClass().getName().startsWith(CONTAINER)) {
        return true;
      }
    }
    return false;
  }
}
