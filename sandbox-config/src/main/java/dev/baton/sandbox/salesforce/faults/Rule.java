package dev.baton.sandbox.salesforce.faults;

import dev.baton.sandbox.salesforce.faults.Scenario.Condition;
import dev.baton.sandbox.salesforce.faults.Scenario.ValidationRule;
import dev.baton.sandbox.salesforce.org.Org;
import dev.baton.sandbox.salesforce.org.Row;
import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.FieldType.Kind;
import dev.baton.sandbox.salesforce.schema.ObjectType;
import dev.baton.sandbox.salesforce.schema.Values;
import dev.baton.sandbox.salesforce.write.RowError;
import dev.baton.sandbox.salesforce.write.RowObstacles;
import dev.baton.sandbox.salesforce.write.RowObstacles.Attempt;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A validation rule with its names found in the org. */
final class Rule {
    private final Org org;
    private final ValidationRule rule;
    private final Turns.Count count;
    private final List<Test> tests;

    /** A condition, its constant in the form of the field's type; null where none is needed. */
    private record Test(Condition condition, Field field, @Nullable Object constant) {}

    private Rule(Org org, ValidationRule rule, List<Test> tests) {
        this.org = org;
        this.rule = rule;
        this.count = new Turns.Count(rule.turns());
        this.tests = tests;
    }

    /**
     * Looks up what the rule names.
     *
     * @throws ScenarioException for what the org does not have
     */
    static Rule of(Org org, ValidationRule rule) throws ScenarioException {
        ObjectType object =
                org.schema()
                        .find(rule.object())
                        .orElseThrow(
                                () ->
                                        new ScenarioException(
                                                rule.line(),
                                                "the org has no object " + rule.object()));
        List<Test> tests = new ArrayList<>();
        for (Condition condition : rule.conditions()) {
            tests.add(test(object, condition));
        }
        String location = rule.location();
        if (location != null && object.field(location).isEmpty()) {
            throw new ScenarioException(rule.line(), "location: no field " + location);
        }
        return new Rule(org, rule, tests);
    }

    private static Test test(ObjectType object, Condition condition) throws ScenarioException {
        Field field =
                object.field(condition.field())
                        .filter(found -> !found.calculated())
                        .orElseThrow(
                                () ->
                                        new ScenarioException(
                                                condition.line(),
                                                object.name()
                                                        + " has no field "
                                                        + condition.field()
                                                        + " that is stored"));
        return switch (condition.comparison()) {
            case EMPTY, CHANGED -> new Test(condition, field, null);
            case IS, IS_NOT, BELOW, ABOVE ->
                    new Test(
                            condition,
                            field,
                            Values.parse(field.type(), condition.value())
                                    .orElseThrow(
                                            () ->
                                                    new ScenarioException(
                                                            condition.line(),
                                                            condition.value()
                                                                    + " is no value of "
                                                                    + field.name())));
        };
    }

    ValidationRule fault() {
        return rule;
    }

    Turns.Count count() {
        return count;
    }

    List<RowError> refuse(Attempt attempt) {
        boolean broken =
                attempt.kind() != RowObstacles.Kind.DELETE
                        && attempt.type().name().equalsIgnoreCase(rule.object())
                        && tests.stream().allMatch(test -> holds(test, attempt));
        if (!broken || !count.next()) {
            return List.of();
        }
        String location = rule.location();
        return List.of(
                new RowError(
                        "FIELD_CUSTOM_VALIDATION_EXCEPTION",
                        rule.message(),
                        location == null ? List.of() : List.of(location)));
    }

    private boolean holds(Test test, Attempt attempt) {
        Object before = before(attempt.existing(), test.field());
        Object after =
                attempt.values().containsKey(test.field().name())
                        ? attempt.values().get(test.field().name())
                        : before;
        boolean wanted = test.condition().value().equals("true");
        return switch (test.condition().comparison()) {
            case IS -> after != null && compare(test.field(), after, test.constant()) == 0;
            case IS_NOT -> after == null || compare(test.field(), after, test.constant()) != 0;
            case BELOW -> after != null && compare(test.field(), after, test.constant()) < 0;
            case ABOVE -> after != null && compare(test.field(), after, test.constant()) > 0;
            case EMPTY -> (after == null) == wanted;
            case CHANGED -> Objects.equals(before, after) != wanted;
        };
    }

    private @Nullable Object before(@Nullable Row existing, Field field) {
        return existing == null ? null : org.view().value(existing, field.name());
    }

    @SuppressWarnings("unchecked") // Both are values of one field, so they are of one type.
    private static int compare(Field field, Object value, @Nullable Object constant) {
        Object other = Objects.requireNonNull(constant);
        if (field.type().kind() == Kind.NUMBER) {
            return ((BigDecimal) value).compareTo((BigDecimal) other);
        }
        return ((Comparable<Object>) value).compareTo(other);
    }
}
