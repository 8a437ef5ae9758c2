package io.wabridge.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.wabridge.kit.access.AccessTable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every endpoint of the public API of every service is in the table of access rules, and the table
 * has no others. An endpoint that is not in the table is refused.
 */
class EveryEndpointHasARuleTests {

  /** Authenticated in another way: signed webhooks and links, the keys of desks. */
  private static final List<String> OTHERS =
      List.of("/internal/", "/webhooks/", "/media/", "/desk-api/");

  /** Not part of the product: the stand-ins of outside products, and the suite itself. */
  private static final List<String> JUDGES =
      List.of("io.wabridge.sandbox", "io.wabridge.suite", "io.wabridge.testkit");

  private static final class Mappings extends RequestMappingHandlerMapping {
    RequestMappingInfo of(Method method, Class<?> type) {
      return getMappingForMethod(method, type);
    }
  }

  @Test
  void theTableAndTheServicesHaveTheSameEndpoints() {
    var endpoints = endpoints();

    assertThat(endpoints).hasSizeGreaterThan(60);
    assertThat(endpoints)
        .filteredOn(endpoint -> !isInTable(endpoint))
        .as("endpoints without a rule in AccessTable")
        .isEmpty();
    assertThat(AccessTable.rules())
        .extracting(rule -> rule.method() + " " + rule.path().getPatternString())
        .as("rules without an endpoint")
        .isSubsetOf(endpoints);
  }

  private static boolean isInTable(String endpoint) {
    var parts = endpoint.split(" ", 2);
    return AccessTable.covers(parts[0], parts[1]);
  }

  private static List<String> endpoints() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
    var mappings = new Mappings();
    var endpoints = new ArrayList<String>();
    for (var found : scanner.findCandidateComponents("io.wabridge")) {
      var type = ClassUtils.resolveClassName(found.getBeanClassName(), null);
      if (JUDGES.stream().anyMatch(type.getPackageName()::startsWith)) {
        continue;
      }
      for (var method : type.getDeclaredMethods()) {
        var mapping = mappings.of(method, type);
        if (mapping != null) {
          endpoints.addAll(named(mapping));
        }
      }
    }
    return endpoints;
  }

  private static List<String> named(RequestMappingInfo mapping) {
    return mapping.getPatternValues().stream()
        .filter(path -> OTHERS.stream().noneMatch(path::startsWith))
        .flatMap(path ->
            mapping.getMethodsCondition().getMethods().stream().map(method -> method + " " + path))
        .toList();
  }
}
