package io.wabridge.tenant.connector;

import io.wabridge.model.connector.Field;
import io.wabridge.model.connector.FieldProblem;
import java.util.ArrayList;
import java.util.List;

/** Collects all problems of one request, so that they are reported in one response. */
public final class Problems {

  private final List<FieldProblem> all = new ArrayList<>();

  public void add(String field, String label, String problem) {
    all.add(new FieldProblem(field, label, problem));
  }

  void add(String prefix, Field field, String problem) {
    add(prefix + field.name(), field.label(), problem);
  }

  void addAll(List<FieldProblem> problems) {
    all.addAll(problems);
  }

  /** All problems, in the order they were found. */
  public List<FieldProblem> all() {
    return List.copyOf(all);
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  /**
   * Refuses the request if there are problems.
   *
   * @param subject what the request is about, as the connector's label
   */
  public void refuse(String subject) {
    if (!all.isEmpty()) {
      throw new InvalidInputException(subject, all);
    }
  }
}
