package dev.baton.mappings;

import dev.baton.core.handoff.DealField;
import dev.baton.core.handoff.HandoffField;
import dev.baton.mappings.yaml.Nearest;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the part of {@code outputs.yaml} that says where handoffs go. */
record HandoffOutputsReader(DealColumns columns, Problems.InFile problems) {
    private static final List<String> WORDS =
            Arrays.stream(DealField.values()).map(DealField::word).toList();

    /**
     * Null when something is wrong, told.
     *
     * @param taken fields of deals that take something else
     */
    @Nullable HandoffOutputs read(Section section, Collection<String> taken) {
        Section deal = section.section("deal", Shapes.DEAL);
        DealOutputs told = deal == null ? null : deal(deal, taken);
        return new KeyedOutputsReader<>(
                        "a handoff",
                        List.of(HandoffField.values()),
                        HandoffField::word,
                        HandoffField::required,
                        problems)
                .read(
                        section,
                        (object, key, fields) -> new HandoffOutputs(object, key, fields, told));
    }

    private @Nullable DealOutputs deal(Section section, Collection<String> taken) {
        String object = section.text("object");
        List<SourceDraft> sources = object == null ? List.of() : columns.sources(section, object);
        var fields = new TreeMap<DealField, String>();
        Node node = section.node("fields");
        if (node != null) {
            List<Node.Entry> entries =
                    Section.entries(
                            node,
                            "fields by what they tell",
                            "write handoff_status: FIELD__c",
                            problems);
            entries.forEach(entry -> add(entry, sources, taken, fields));
            if (entries.isEmpty() && node instanceof Node.Mapping) {
                problems.error(node.at(), "nothing is told", "write handoff_status: FIELD__c");
            }
        }
        return object == null ? null : new DealOutputs(object, fields);
    }

    private void add(
            Node.Entry entry,
            List<SourceDraft> sources,
            Collection<String> taken,
            SortedMap<DealField, String> fields) {
        DealField what = DealField.named(entry.name()).orElse(null);
        if (what == null) {
            problems.error(
                    entry.key().at(),
                    "on a deal no " + entry.name() + " is told",
                    Nearest.fix(entry.name(), WORDS));
        }
        String field = Section.text(entry.value(), problems);
        if (field != null
                && columns.isFree(entry.value(), field, sources, taken)
                && columns.isFree(entry.value(), field, List.of(), fields.values())
                && what != null) {
            fields.put(what, field);
        }
    }
}
