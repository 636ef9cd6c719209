package dev.baton.mappings.model;

import dev.baton.core.handoff.Evidence;
import dev.baton.core.handoff.HandoffField;
import dev.baton.core.measure.Predicate;
import dev.baton.core.model.FieldSpec;
import dev.baton.core.model.RecordType;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what shows that something is known. */
record EvidenceReader(Filled filled, Problems.InFile problems) {
    private static final List<String> FORMS =
            List.of("all", "any", "deal", "account", "handoff", "record");

    private static final List<String> NOTES =
            Arrays.stream(HandoffField.values())
                    .filter(HandoffField::human)
                    .map(HandoffField::word)
                    .toList();

    /** Null when something is wrong, told. */
    @Nullable Evidence read(Node node) {
        Section section = Section.open(node, Shapes.EVIDENCE, problems);
        String form = section == null ? null : section.oneOf(FORMS, "evidence");
        if (section == null || form == null || !fits(section, form)) {
            return null;
        }
        return switch (form) {
            case "all" -> parts(section, form, Evidence.All::new);
            case "any" -> parts(section, form, Evidence.Any::new);
            case "deal" -> field(section, form, RecordType.OPPORTUNITY);
            case "account" -> field(section, form, RecordType.ACCOUNT);
            case "handoff" -> note(section);
            default -> record(section);
        };
    }

    private boolean fits(Section section, String form) {
        if (section.has("filter") && !form.equals("record")) {
            problems.error(
                    section.at("filter"),
                    "filter does not go with " + form,
                    "name a record type beside it, or remove it");
            return false;
        }
        return true;
    }

    private @Nullable Evidence parts(
            Section section, String form, Function<List<Evidence>, Evidence> make) {
        List<Node> items = section.items(form, "evidence");
        var parts = new ArrayList<Evidence>();
        for (Node item : items) {
            Evidence part = read(item);
            if (part != null) {
                parts.add(part);
            }
        }
        if (section.node(form) instanceof Node.Sequence list && list.items().isEmpty()) {
            problems.error(section.at(form), form + " is empty", "write at least one part");
        }
        return parts.isEmpty() || parts.size() < items.size() ? null : make.apply(parts);
    }

    private @Nullable Evidence field(Section section, String form, RecordType type) {
        String name = section.text(form);
        FieldSpec spec =
                name == null
                        ? null
                        : new FieldFinder(type, filled, problems).find(name, section.at(form));
        return spec == null ? null : new Evidence.OfField(type, spec.name());
    }

    private @Nullable Evidence note(Section section) {
        String word = section.word("handoff", NOTES);
        return word == null ? null : new Evidence.Noted(HandoffField.named(word).orElseThrow());
    }

    /** A type that no source maps is no mistake: what is not read is told as such. */
    private @Nullable Evidence record(Section section) {
        RecordType over = MilestoneReader.type(section, "record", problems);
        if (over == null) {
            return null;
        }
        Predicate filter =
                MilestoneReader.filter(section, new FieldFinder(over, filled, problems), problems);
        return filter == null ? null : new Evidence.OfRecord(over, filter);
    }
}
