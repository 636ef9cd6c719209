package dev.baton.mappings.translate;

import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordRef;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fills a canonical record by rules: a pure function of its arguments.
 *
 * @param system the kind of system the record comes from: {@code zendesk}
 * @param object the word for {@link RecordRef#object()}
 */
public record Translator(RecordType type, String system, String object, List<FieldRule> rules) {
    /** So that no expression depends on the order in which children happened to be read. */
    private static final Comparator<Raw> OLDEST_FIRST =
            Comparator.comparing(Raw::createdAt, Comparator.nullsFirst(Comparator.naturalOrder()))
                    .thenComparing(Raw::modifiedAt)
                    .thenComparing(Raw::id);

    public Translator {
        rules = List.copyOf(rules);
    }

    /**
     * Fills every field, or says which one cannot be filled.
     *
     * @param children by the names that the mapping gives them; a name that is not there has none
     */
    public Translated translate(Raw raw, Map<String, List<Raw>> children) {
        var ordered = new TreeMap<String, List<Raw>>();
        children.forEach(
                (name, all) -> ordered.put(name, all.stream().sorted(OLDEST_FIRST).toList()));
        var fields = new TreeMap<String, Value>();
        for (FieldRule rule : rules) {
            switch (fill(rule, raw, ordered)) {
                case Outcome.Found<Value>(Value value) -> fields.put(rule.spec().name(), value);
                case Outcome.Nothing<Value> nothing -> {}
                case Outcome.Wrong<Value>(String reason) -> {
                    return new Translated.Bad(rule.spec().name(), reason);
                }
            }
        }
        var ref = new RecordRef(system, object, raw.id());
        return new Translated.Good(
                new CanonicalRecord(type, ref, raw.createdAt(), raw.modifiedAt(), fields));
    }

    private static Outcome<Value> fill(FieldRule rule, Raw raw, Map<String, List<Raw>> children) {
        return switch (rule) {
            case FieldRule.Constant constant -> new Outcome.Found<>(constant.value());
            case FieldRule.Copied copied ->
                    converted(rule, SourcePath.read(copied.path(), raw.fields()));
            case FieldRule.Computed computed ->
                    converted(rule, computed.expression().evaluate(raw, children));
            case FieldRule.LookedUp lookedUp ->
                    lookedUp(lookedUp, SourcePath.read(lookedUp.path(), raw.fields()));
        };
    }

    private static Outcome<Value> converted(FieldRule rule, Outcome<Object> raw) {
        return switch (raw) {
            case Outcome.Found<Object>(Object value) -> Conversion.to(rule.spec().type(), value);
            case Outcome.Nothing<Object> nothing -> new Outcome.Nothing<>();
            case Outcome.Wrong<Object>(String reason) -> new Outcome.Wrong<>(reason);
        };
    }

    private static Outcome<Value> lookedUp(FieldRule.LookedUp rule, Outcome<Object> raw) {
        return switch (raw) {
            case Outcome.Found<Object>(Object value) -> {
                String key =
                        value instanceof Boolean truth ? truth.toString() : Conversion.text(value);
                yield key == null
                        ? new Outcome.Wrong<>("expected a text, found " + Conversion.kind(value))
                        : Outcome.ofNullable(rule.table().get(key));
            }
            case Outcome.Nothing<Object> nothing -> new Outcome.Nothing<>();
            case Outcome.Wrong<Object>(String reason) -> new Outcome.Wrong<>(reason);
        };
    }
}
