package io.wabridge.model.connector;

/**
 * What is wrong with one setting.
 *
 * @param field the field's name in the form
 * @param label what the form calls it
 * @param problem a sentence that begins with the label's predicate, as "is required"
 */
public record FieldProblem(String field, String label, String problem) {}
