package dev.baton.sandbox.salesforce.org;

import dev.baton.sandbox.salesforce.schema.Field;
import dev.baton.sandbox.salesforce.schema.Field.Lookup;
import dev.baton.sandbox.salesforce.schema.Field.Size;
import dev.baton.sandbox.salesforce.schema.FieldType;
import dev.baton.sandbox.salesforce.schema.Trait;
import dev.baton.sandbox.salesforce.schema.Values;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The custom field an export's column stands for: the narrowest type that all its values have. Text
 * where it could be either: an External_Id__c of digits is a name, and leading zeros mean
 * something.
 */
final class ColumnInference {
    private static final Pattern PLAIN_NUMBER =
            Pattern.compile("-?(0|[1-9]\\d{0,17})(\\.\\d{1,9})?");
    private static final Pattern NAMES_A_KEY = Pattern.compile(".*(Id|ID|Key|KEY)__c");
    private static final int TEXT_LIMIT = 255;

    private final Map<String, String> objectOfId;

    /**
     * Infers with the records of the whole export in view.
     *
     * @param objectOfId every record's id key in the export and the name of its object
     */
    ColumnInference(Map<String, String> objectOfId) {
        this.objectOfId = objectOfId;
    }

    /**
     * The field one column stands for.
     *
     * @param values the non-empty ones, in order
     */
    Field infer(String name, List<String> values) {
        if (values.isEmpty()) {
            return text(name, values);
        }
        if (values.stream().allMatch(value -> Values.bool(value).isPresent())) {
            return field(name, FieldType.BOOLEAN, Size.NONE);
        }
        if (values.stream().allMatch(value -> Values.date(value).isPresent())) {
            return field(name, FieldType.DATE, Size.NONE);
        }
        if (values.stream().allMatch(value -> Values.dateTime(value).isPresent())) {
            return field(name, FieldType.DATETIME, Size.NONE);
        }
        if (!NAMES_A_KEY.matcher(name).matches()
                && values.stream().allMatch(PLAIN_NUMBER.asMatchPredicate())) {
            return field(name, FieldType.DOUBLE, Size.number(18, scale(values)));
        }
        return values.stream().allMatch(this::isKnownId)
                ? reference(name, values)
                : text(name, values);
    }

    private boolean isKnownId(String value) {
        return SalesforceId.wellFormed(value) && objectOfId.containsKey(SalesforceId.key(value));
    }

    private Field reference(String name, List<String> values) {
        TreeSet<String> targets = new TreeSet<>();
        values.forEach(
                value -> targets.add(String.valueOf(objectOfId.get(SalesforceId.key(value)))));
        String relationship = name.substring(0, name.length() - 1) + "r";
        return field(name, FieldType.REFERENCE, Size.text(18))
                .referring(new Lookup(relationship, List.copyOf(targets), null));
    }

    private static Field text(String name, List<String> values) {
        int longest = values.stream().mapToInt(String::length).max().orElse(0);
        if (longest > TEXT_LIMIT) {
            return field(name, FieldType.TEXTAREA, Size.text(131_072)).with(Trait.LONG_TEXT);
        }
        Field field = field(name, FieldType.STRING, Size.text(TEXT_LIMIT));
        boolean key =
                NAMES_A_KEY.matcher(name).matches()
                        && new HashSet<>(values).size() == values.size();
        return key ? field.with(Trait.EXTERNAL_ID, Trait.ID_LOOKUP) : field;
    }

    private static Field field(String name, FieldType type, Size size) {
        return Field.of(name, type, size, Trait.CUSTOM, Trait.NILLABLE, Trait.WRITABLE);
    }

    private static int scale(List<String> values) {
        return values.stream()
                .mapToInt(
                        value -> value.contains(".") ? value.length() - value.indexOf('.') - 1 : 0)
                .max()
                .orElse(0);
    }
}
