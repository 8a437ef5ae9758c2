package io.wabridge.sandbox.whatsapp;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/** Removes the version from the path, refuses expired versions, and adds Graph's headers. */
final class GraphVersionFilter extends OncePerRequestFilter {
  static final String TRACE = "sandbox.trace";
  private static final Pattern VERSIONED = Pattern.compile("^/v(\\d{1,3})\\.(\\d{1,2})(/.*|$)");
  private static final String USAGE = "{\"call_count\":1,\"total_time\":1,\"total_cputime\":1}";
  private static final int OLDEST = 21;
  private static final int NEWEST = 26;

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String path = request.getRequestURI();
    if (path.startsWith("/sandbox/") || path.equals("/")) {
      chain.doFilter(request, response);
      return;
    }
    String trace = "A" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 60), 36);
    request.setAttribute(TRACE, trace);
    response.setHeader("x-fb-trace-id", trace);
    response.setHeader("x-fb-request-id", trace.substring(1));
    response.setHeader("x-fb-rev", "1031000001");
    response.setHeader("X-App-Usage", USAGE);
    if (!path.startsWith("/whatsapp_business/")) {
      response.setCharacterEncoding("UTF-8");
    }
    Matcher match = VERSIONED.matcher(path);
    if (!match.matches()) {
      response.setHeader("facebook-api-version", "v" + NEWEST + ".0");
      chain.doFilter(request, response);
      return;
    }
    int major = Integer.parseInt(match.group(1));
    if (major < OLDEST || major > NEWEST || !match.group(2).equals("0")) {
      GraphErrors.write(GraphException.unknownPath(path), request, response);
      return;
    }
    response.setHeader("facebook-api-version", "v" + major + ".0");
    String rest = match.group(3).isEmpty() ? "/" : match.group(3);
    chain.doFilter(new Shortened(request, rest), response);
  }

  private static final class Shortened extends HttpServletRequestWrapper {
    private final String path;

    Shortened(HttpServletRequest request, String path) {
      super(request);
      this.path = path;
    }

    @Override
    public String getRequestURI() {
      return path;
    }

    @Override
    public String getServletPath() {
      return path;
    }
  }
}
