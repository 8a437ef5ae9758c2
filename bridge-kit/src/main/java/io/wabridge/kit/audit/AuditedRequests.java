package io.wabridge.kit.audit;

import io.wabridge.kit.access.AccessTable;
import io.wabridge.kit.access.Caller;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.RestClientException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Writes into the audit log what the table of access rules says is audited: before it is done, so
 * that nothing is done without an entry, and once more if it was refused. Calls of other services
 * have no caller and are not audited.
 */
class AuditedRequests implements HandlerInterceptor {

  private static final Logger log = LoggerFactory.getLogger(AuditedRequests.class);
  private static final String ENTRY = AuditedRequests.class.getName();
  private static final String TENANT = "tenantId";

  /** Their values are numbers and ids of persons. */
  private static final Set<String> PERSONAL = Set.of("personId");

  private final AuditTrail trail;

  AuditedRequests(AuditTrail trail) {
    this.trail = trail;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod
        && request.getDispatcherType() == DispatcherType.REQUEST
        && request.getAttribute(Caller.ATTRIBUTE) instanceof Caller caller
        && !caller.address().isEmpty()) {
      AccessTable.audited(request.getMethod(), request.getServletPath())
          .ifPresent(action -> record(request, caller, action));
    }
    return true;
  }

  private void record(HttpServletRequest request, Caller caller, String action) {
    var variables = variables(request);
    var entry =
        AuditTrail.Entry.of(
            caller, variables.get(TENANT), action, subject(action, variables), null);
    try {
      trail.add(entry);
    } catch (RestClientException e) {
      log.atWarn().addKeyValue("action", action).log("refused: the audit log is not available");
      throw new NotAudited(e);
    }
    request.setAttribute(ENTRY, entry);
  }

  private static Map<String, String> variables(HttpServletRequest request) {
    var variables = new TreeMap<String, String>();
    if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
        instanceof Map<?, ?> found) {
      found.forEach((name, value) -> variables.put(name.toString(), String.valueOf(value)));
    }
    return variables;
  }

  /** As "channel:0190…", of the path's variable; null if it has none but the tenant's. */
  private static @Nullable String subject(String action, Map<String, String> variables) {
    return variables.entrySet().stream()
        .filter(one -> !one.getKey().equals(TENANT) && !PERSONAL.contains(one.getKey()))
        .map(one -> {
          var kind = one.getKey().replaceFirst("Id$", "");
          return (kind.equals("id") ? action.replaceFirst("[.].*", "") : kind)
              + ":"
              + one.getValue();
        })
        .findFirst()
        .orElse(null);
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception failure) {
    if (request.getAttribute(ENTRY) instanceof AuditTrail.Entry entry
        && (failure != null || response.getStatus() >= HttpStatus.BAD_REQUEST.value())) {
      refused(entry, failure == null ? response.getStatus() : 500);
    }
  }

  private void refused(AuditTrail.Entry entry, int status) {
    try {
      trail.add(
          new AuditTrail.Entry(
              entry.tenant(),
              entry.actor(),
              entry.action() + ".refused",
              entry.subject(),
              entry.address(),
              "status " + status));
    } catch (RestClientException e) {
      log.atWarn().log("that an action was refused is not in the audit log: {}", e.getMessage());
    }
  }
}
