package dev.baton.mappings;

import dev.baton.mappings.yaml.Nearest;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a part of {@code outputs.yaml} that says where records of Baton's own go.
 *
 * @param noun what a record is called: "a task"
 * @param known everything that one can tell
 * @param word how mappings call it
 * @param required whether a record makes no sense without it
 */
record KeyedOutputsReader<F extends Enum<F>>(
        String noun,
        List<F> known,
        Function<F, String> word,
        Predicate<F> required,
        Problems.InFile problems) {
    private static final String FIELD = "[A-Za-z][A-Za-z0-9_]{0,79}";
    private static final String CUSTOM_FIELD = "[A-Za-z][A-Za-z0-9_]{0,74}__c";

    /** Makes the outputs of what was read. */
    @FunctionalInterface
    interface Maker<F, T> {
        T of(String object, String key, SortedMap<F, String> fields);
    }

    /** Null when something is wrong, told. */
    <T> @Nullable T read(Section section, Maker<F, T> maker) {
        String object = section.text("object");
        String key = section.text("key");
        if (key != null && !key.matches(CUSTOM_FIELD)) {
            problems.error(
                    section.at("key"),
                    key + " is no custom field",
                    "name the field that holds Baton's key: Baton_Key__c");
        }
        var fields = new TreeMap<F, String>();
        Node node = section.node("fields");
        if (node != null) {
            Section.entries(
                            node,
                            "fields by what they tell",
                            "write " + word.apply(known.getFirst()) + ": FIELD__c",
                            problems)
                    .forEach(entry -> add(entry, key, fields));
            tellOfMissing(node, fields);
        }
        return object == null || key == null ? null : maker.of(object, key, fields);
    }

    private void add(Node.Entry entry, @Nullable String key, SortedMap<F, String> fields) {
        List<F> meant = known.stream().filter(each -> isMeant(each, entry)).toList();
        if (meant.isEmpty()) {
            problems.error(
                    entry.key().at(),
                    noun + " tells no " + entry.name(),
                    Nearest.fix(entry.name(), known.stream().map(word).toList()));
        }
        String field = Section.text(entry.value(), problems);
        if (field == null) {
            return;
        }
        if (!field.matches(FIELD)) {
            problems.error(entry.value().at(), field + " is no field's name", "write its API name");
        } else if (field.equalsIgnoreCase(key)
                || fields.values().stream().anyMatch(field::equalsIgnoreCase)) {
            problems.error(
                    entry.value().at(), field + " is there twice", "give each its own field");
        } else {
            meant.forEach(each -> fields.put(each, field));
        }
    }

    private boolean isMeant(F field, Node.Entry entry) {
        return word.apply(field).equals(entry.name());
    }

    private void tellOfMissing(Node node, SortedMap<F, String> fields) {
        for (F field : known) {
            if (required.test(field) && !fields.containsKey(field) && problems.clean()) {
                problems.error(
                        node.at(),
                        word.apply(field) + " is missing in the fields of " + noun,
                        "add it");
            }
        }
    }
}
