package io.wabridge.kit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Refuses query parameters the handler does not read, and a body where it reads none. */
class StrictRequests implements HandlerInterceptor {

  private static final int EMPTY_OBJECT = 64;

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws IOException {
    if (handler instanceof HandlerMethod method) {
      refuseUnknownParameters(request, method);
      refuseUnreadBody(request, method);
    }
    return true;
  }

  private static void refuseUnknownParameters(HttpServletRequest request, HandlerMethod method) {
    var query = request.getQueryString();
    if (query == null) {
      return;
    }
    var known = known(method);
    var given = UriComponentsBuilder.newInstance().query(query).build().getQueryParams().keySet();
    for (var encoded : given) {
      var name = UriUtils.decode(encoded, StandardCharsets.UTF_8);
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            Unknown.of("query parameter", name, "parameters", known));
      }
    }
  }

  /** A record without an annotation is filled from query parameters; its id may be in the path. */
  private static Set<String> known(HandlerMethod method) {
    var known = new TreeSet<String>();
    var inPath = new TreeSet<String>();
    for (var parameter : method.getMethodParameters()) {
      var annotation = parameter.getParameterAnnotation(RequestParam.class);
      if (annotation != null) {
        known.add(annotation.name().isEmpty() ? name(parameter) : annotation.name());
      } else if (parameter.hasParameterAnnotation(PathVariable.class)) {
        inPath.add(name(parameter));
      } else if (parameter.getParameterType().isRecord()
          && !parameter.hasParameterAnnotation(RequestBody.class)) {
        Arrays.stream(parameter.getParameterType().getRecordComponents())
            .forEach(component -> known.add(component.getName()));
      }
    }
    known.removeAll(inPath);
    return known;
  }

  private static String name(MethodParameter parameter) {
    return parameter.getParameter().getName();
  }

  private static void refuseUnreadBody(HttpServletRequest request, HandlerMethod method)
      throws IOException {
    if (Arrays.stream(method.getMethodParameters())
        .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class))) {
      return;
    }
    var body = request.getInputStream().readNBytes(EMPTY_OBJECT);
    var text = new String(body, StandardCharsets.UTF_8).replaceAll("\\s", "");
    if (!text.isEmpty() && !text.equals("{}")) {
      throw new IllegalArgumentException("This endpoint takes no body, or an empty object.");
    }
  }
}
