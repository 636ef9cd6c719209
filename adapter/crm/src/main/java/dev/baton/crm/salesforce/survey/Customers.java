package dev.baton.crm.salesforce.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Conditions that may tell customers from prospects and from those who left. */
final class Customers {
    private static final Pattern CUSTOMER = Pattern.compile("(?i)customer|client|kunde|abonn");
    private static final Pattern NO_MORE =
            Pattern.compile(
                    "(?i)former|past|\\bex\\b|ex-|lost|churn|inactive|prospect|potential|ehemal|ancien");
    private static final Pattern SINCE =
            Pattern.compile("(?i)(customer|client|kunde).*(since|seit|depuis|desde|dal|start)");
    private static final Pattern LEFT =
            Pattern.compile("(?i)churn|cancel|terminat|kündig|gekuendigt");
    private static final Pattern STATE =
            Pattern.compile("(?i)type|status|stage|lifecycle|category|relationship");

    private Customers() {}

    /**
     * A condition that may do.
     *
     * @param text as mappings write it
     * @param holds whether a row meets it
     */
    record Condition(String text, Predicate<Map<String, @Nullable String>> holds) {}

    /** The surest kinds first. */
    static List<Condition> conditions(List<AccountField> fields) {
        var conditions = new ArrayList<Condition>();
        fields.stream()
                .filter(field -> field.is("date", "datetime") && field.speaksOf(SINCE))
                .forEach(since -> conditions.add(since(since, fields)));
        fields.stream()
                .filter(field -> field.is("boolean") && field.speaksOf(CUSTOMER))
                .filter(field -> !field.speaksOf(NO_MORE) && !field.name().startsWith("Is"))
                .forEach(
                        field ->
                                conditions.add(
                                        new Condition(
                                                field.name() + " == true",
                                                row -> "true".equals(row.get(field.name())))));
        fields.stream()
                .filter(field -> field.is("picklist") && field.speaksOf(STATE))
                .forEach(field -> choice(field, conditions));
        return conditions;
    }

    private static Condition since(AccountField since, List<AccountField> fields) {
        AccountField left =
                fields.stream()
                        .filter(field -> field.is("date", "datetime") && field.speaksOf(LEFT))
                        .findFirst()
                        .orElse(null);
        return left == null
                ? new Condition(since.name() + " != null", row -> row.get(since.name()) != null)
                : new Condition(
                        since.name() + " != null && " + left.name() + " == null",
                        row -> row.get(since.name()) != null && row.get(left.name()) == null);
    }

    private static void choice(AccountField field, List<Condition> conditions) {
        List<String> customers =
                field.choices().stream()
                        .filter(word -> CUSTOMER.matcher(word).find())
                        .filter(word -> !NO_MORE.matcher(word).find())
                        .toList();
        if (!customers.isEmpty()) {
            String text =
                    customers.size() == 1
                            ? field.name() + " == " + quoted(customers.getFirst())
                            : field.name()
                                    + " in "
                                    + customers.stream()
                                            .map(Customers::quoted)
                                            .collect(Collectors.joining(", ", "[", "]"));
            conditions.add(new Condition(text, row -> customers.contains(row.get(field.name()))));
        }
    }

    /** As a CEL text. */
    private static String quoted(String word) {
        return "'" + word.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
