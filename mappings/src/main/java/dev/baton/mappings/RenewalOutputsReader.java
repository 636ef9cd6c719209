package dev.baton.mappings;

import dev.baton.core.measure.Predicate;
import dev.baton.core.model.RecordType;
import dev.baton.core.renewal.RenewalField;
import dev.baton.mappings.model.Filled;
import dev.baton.mappings.model.RecordCondition;
import dev.baton.mappings.yaml.Nearest;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the part of {@code outputs.yaml} that says what is told on renewals.
 *
 * @param columns of deals
 * @param filled what all sources give
 */
record RenewalOutputsReader(DealColumns columns, Filled filled, Problems.InFile problems) {
    private static final List<String> WORDS =
            Arrays.stream(RenewalField.values()).map(RenewalField::word).toList();

    /** Null when something is wrong, told. */
    @Nullable RenewalOutputs read(Section section) {
        String object = section.text("object");
        List<SourceDraft> sources = object == null ? List.of() : columns.sources(section, object);
        Node condition = section.node("who");
        Predicate who =
                condition == null
                        ? null
                        : RecordCondition.read(condition, RecordType.OPPORTUNITY, filled, problems);
        var fields = new TreeMap<RenewalField, String>();
        Node node = section.node("fields");
        if (node != null) {
            List<Node.Entry> entries =
                    Section.entries(
                            node,
                            "fields by what they tell",
                            "write score_90d: FIELD__c",
                            problems);
            entries.forEach(entry -> add(entry, sources, fields));
            if (entries.isEmpty() && node instanceof Node.Mapping) {
                problems.error(node.at(), "nothing is told", "write score_90d: FIELD__c");
            }
            tellOfMissing(node, fields);
        }
        return object == null || who == null ? null : new RenewalOutputs(object, who, fields);
    }

    private void add(
            Node.Entry entry, List<SourceDraft> sources, SortedMap<RenewalField, String> fields) {
        RenewalField what = RenewalField.named(entry.name()).orElse(null);
        if (what == null) {
            problems.error(
                    entry.key().at(),
                    "of a renewal no " + entry.name() + " is told",
                    Nearest.fix(entry.name(), WORDS));
        }
        String field = Section.text(entry.value(), problems);
        if (field == null) {
            return;
        }
        if (columns.isFree(entry.value(), field, sources, fields.values()) && what != null) {
            fields.put(what, field);
        }
    }

    /** What the days are counted to, and what tells that a deal is closed. */
    private void tellOfMissing(Node node, SortedMap<RenewalField, String> fields) {
        SortedSet<String> given =
                filled.fields().getOrDefault(RecordType.OPPORTUNITY, Collections.emptySortedSet());
        if (!filled.complete() || given.isEmpty()) {
            return;
        }
        boolean isCounted =
                fields.keySet().stream().anyMatch(each -> each != RenewalField.SCORE_AT_CLOSE);
        if (isCounted && !given.contains("closes_on")) {
            problems.error(
                    node.at(),
                    "no source fills opportunity.closes_on",
                    "fill closes_on with the close date of deals");
        }
        if (fields.containsKey(RenewalField.SCORE_AT_CLOSE)
                && !given.contains("won_at")
                && !given.contains("lost_at")) {
            problems.error(
                    node.at(),
                    "no source fills opportunity.won_at or opportunity.lost_at",
                    "fill them, or leave out score_at_close");
        }
    }
}
