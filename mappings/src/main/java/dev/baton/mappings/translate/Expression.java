package dev.baton.mappings.translate;

import dev.baton.core.model.FieldType;
import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A compiled CEL expression over one raw record and its children.
 *
 * <p>Empty in, empty out: when the expression cannot be computed because something it needed was
 * null or absent, the field is empty. When it cannot be computed although all was there, a text
 * where a number should be for instance, the record is bad.
 */
public final class Expression {
    private final CelRuntime.Program program;
    private final ExpressionTree tree;
    private final List<String> variables;
    private final List<String> children;

    Expression(
            CelRuntime.Program program,
            ExpressionTree tree,
            List<String> variables,
            List<String> children) {
        this.program = program;
        this.tree = tree;
        this.variables = List.copyOf(variables);
        this.children = List.copyOf(children);
    }

    /** What became of a text. */
    public sealed interface Compiled {
        record Good(Expression expression) implements Compiled {}

        /** At least one mistake. */
        record Bad(List<Mistake> mistakes) implements Compiled {}
    }

    /**
     * What is wrong with an expression, and where.
     *
     * @param line of the expression, from 1
     * @param column from 1
     */
    public record Mistake(int line, int column, String what, String fix) {}

    /**
     * Compiles and type-checks.
     *
     * @param children the fields of each kind of child record, by the child's name
     * @param type what the field holds that the expression fills
     */
    public static Compiled compile(
            String text, Map<String, List<String>> children, FieldType type) {
        return new ExpressionCompiler(children).compile(text, type);
    }

    /** The dotted paths of the raw record that it reads, in alphabetical order. */
    public List<String> paths() {
        return tree.paths();
    }

    /** The children that it looks at, by their names. */
    public List<String> children() {
        return children;
    }

    Outcome<Object> evaluate(Raw raw, Map<String, List<Raw>> related) {
        Map<String, Object> values = values(raw, related);
        try {
            Object result = program.eval(values);
            return CelValues.isNothing(result)
                    ? new Outcome.Nothing<>()
                    : new Outcome.Found<>(result);
        } catch (CelEvaluationException failed) {
            return tree.failedOnNothing(program, values)
                    ? new Outcome.Nothing<>()
                    : new Outcome.Wrong<>(reason(failed.getErrorCode()));
        }
    }

    /** The same of a condition, for an account. */
    public Membership membership(Raw account) {
        return switch (evaluate(account, Map.of())) {
            case Outcome.Found<Object>(Object value) when value instanceof Boolean yes ->
                    yes ? new Membership.Customer() : new Membership.Other();
            case Outcome.Found<Object>(Object value) ->
                    new Membership.Wrong("expected true or false, found " + Conversion.kind(value));
            case Outcome.Nothing<Object> nothing -> new Membership.Undecided();
            case Outcome.Wrong<Object>(String reason) -> new Membership.Wrong(reason);
        };
    }

    private Map<String, Object> values(Raw raw, Map<String, List<Raw>> related) {
        var values = new LinkedHashMap<String, Object>();
        for (String name : variables) {
            values.put(
                    name,
                    CelValues.of(
                            switch (name) {
                                case ExpressionCompiler.CREATED_AT -> raw.createdAt();
                                case ExpressionCompiler.MODIFIED_AT -> raw.modifiedAt();
                                default -> raw.fields().get(name);
                            }));
        }
        for (String name : children) {
            List<Raw> records = related.getOrDefault(name, List.of());
            values.put(name, records.stream().map(child -> CelValues.of(child.fields())).toList());
        }
        return values;
    }

    /** In our words: the library's message may quote the value. */
    private static String reason(CelErrorCode code) {
        return switch (code) {
            case DIVIDE_BY_ZERO -> "the expression divides by zero";
            case NUMERIC_OVERFLOW -> "the expression's number is too large";
            case BAD_FORMAT -> "the expression cannot read a text as what it should be";
            case ITERATION_BUDGET_EXCEEDED -> "the expression runs over too many items";
            case ATTRIBUTE_NOT_FOUND, OVERLOAD_NOT_FOUND, INVALID_ARGUMENT, TYPE_NOT_FOUND ->
                    "the expression met a value of the wrong type";
            case INDEX_OUT_OF_BOUNDS -> "the expression reads past the end of a list";
            case INTERNAL_ERROR, DUPLICATE_ATTRIBUTE, AMBIGUOUS_OVERLOAD ->
                    "the expression cannot be computed for this record";
        };
    }
}
