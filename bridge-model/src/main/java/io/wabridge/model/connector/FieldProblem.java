package io.wabridge.model.connector;

/**
 * What is wrong with one setting.
 *
 * @param field the field's name in the form
 * @param label its name in the form
 * @param problem the rest of a sentence that begins with the label, such as "is required"
 */
public record FieldProblem(String field, String label, String problem) {}
