package io.wabridge.kit.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wabridge.model.Secret;
import io.wabridge.model.connector.FieldProblem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A channel or desk that is not saved.
 *
 * @param problems what is wrong with the entered fields
 * @param endpoint null if there are problems
 * @param tokens the bearer tokens that were entered, by credential
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EndpointDraft<E>(
    List<FieldProblem> problems, @Nullable E endpoint, Map<String, Secret> tokens) {

  public EndpointDraft {
    problems = List.copyOf(problems);
    tokens = Map.copyOf(tokens);
  }
}
