package dev.baton.mappings.model;

import dev.baton.core.handoff.Answers;
import dev.baton.core.handoff.Assignment;
import dev.baton.core.handoff.Closer;
import dev.baton.core.handoff.Evidence;
import dev.baton.core.handoff.HandoffField;
import dev.baton.core.handoff.HandoffRules;
import dev.baton.core.handoff.Item;
import dev.baton.core.handoff.Opening;
import dev.baton.core.measure.Milestone;
import dev.baton.core.measure.Predicate;
import dev.baton.core.model.FieldSpec;
import dev.baton.core.model.FieldType;
import dev.baton.core.model.RecordType;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads {@code handoff.yaml}. */
public final class HandoffReader {
    private static final String NAME = "[a-z][a-z0-9_]{0,39}";
    private static final int LONGEST_LABEL = 120;
    private static final int MOST_ITEMS = 40;

    private static final List<String> CLOSERS =
            Arrays.stream(Closer.values()).map(Closer::word).toList();

    private static final List<String> FILLABLE =
            Arrays.stream(HandoffField.values())
                    .filter(HandoffField::fillable)
                    .map(HandoffField::word)
                    .toList();

    private final Filled filled;
    private final FieldFinder deals;
    private final Problems.InFile problems;

    private HandoffReader(Filled filled, Problems.InFile problems) {
        this.filled = filled;
        this.deals = new FieldFinder(RecordType.OPPORTUNITY, filled, problems);
        this.problems = problems;
    }

    /** The rules; null when something is wrong, told. */
    public static @Nullable HandoffRules read(Node node, Filled filled, Problems.InFile problems) {
        Section section = Section.open(node, Shapes.HANDOFF, problems);
        if (section == null) {
            return null;
        }
        HandoffRules rules = new HandoffReader(filled, problems).rules(section);
        return problems.clean() ? rules : null;
    }

    private @Nullable HandoffRules rules(Section section) {
        Section opens = section.section("opens", Shapes.OPENS);
        Opening opening = opens == null ? null : opening(opens);
        Double days = section.number("accept_days", 0, 365);
        if (days != null && days != Math.rint(days)) {
            problems.error(section.at("accept_days"), "accept_days is no whole number", "round it");
        }
        var milestones = new MilestoneReader(filled, problems);
        Milestone kickoff = milestones.read(section.section("kickoff", Shapes.MILESTONE));
        Milestone firstValue = milestones.read(section.section("first_value", Shapes.MILESTONE));
        Section csm = section.section("csm", Shapes.CSM);
        Assignment assignment =
                csm == null ? Assignment.NOBODY : new AssignmentReader(filled, problems).read(csm);
        List<Item> items = items(section);
        SortedMap<HandoffField, String> fills = fills(section);
        List<String> blanks = texts(section, "blank");
        return opening == null || days == null || assignment == null || items.isEmpty()
                ? null
                : new HandoffRules(
                        opening,
                        days.intValue(),
                        kickoff,
                        firstValue,
                        fills,
                        Answers.STANDARD.without(blanks),
                        assignment,
                        items);
    }

    private @Nullable Opening opening(Section section) {
        Node condition = section.node("when");
        Predicate when =
                condition == null ? null : new PredicateReader(deals, problems).read(condition);
        String by = section.text("by");
        FieldSpec spec =
                by == null
                        ? null
                        : deals.find(
                                by,
                                section.at("by"),
                                List.of(FieldType.MOMENT, FieldType.MOMENTS, FieldType.DAY),
                                "when a handoff opens is told by");
        deals.find("won_at", section.at());
        LocalDate since = day(section, "since");
        return when == null || spec == null || since == null
                ? null
                : new Opening(when, spec.name(), since);
    }

    private @Nullable LocalDate day(Section section, String key) {
        String text = section.text(key);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException other) {
            problems.error(section.at(key), "this is no day", "write a day such as 2026-01-31");
            return null;
        }
    }

    /** What empty fields of people's are filled from. */
    private SortedMap<HandoffField, String> fills(Section section) {
        var fills = new TreeMap<HandoffField, String>();
        Node node = section.node("fill");
        List<Node.Entry> entries =
                node == null
                        ? List.of()
                        : Section.entries(
                                node,
                                "fields of deals by what they fill",
                                "write goals: FIELD",
                                problems);
        for (Node.Entry entry : entries) {
            HandoffField field = HandoffField.named(entry.name()).orElse(null);
            if (field == null || !field.fillable()) {
                problems.error(
                        entry.key().at(),
                        field == null
                                ? "a handoff has no " + entry.name()
                                : entry.name() + " is not filled by Baton",
                        "fill one of: " + String.join(", ", FILLABLE));
            }
            String name = Section.text(entry.value(), problems);
            FieldSpec from = name == null ? null : deals.find(name, entry.value().at());
            if (field != null && field.fillable() && from != null) {
                fills.put(field, from.name());
            }
        }
        return fills;
    }

    private List<Item> items(Section section) {
        var items = new ArrayList<Item>();
        Node node = section.node("items");
        if (node == null) {
            return items;
        }
        List<Node.Entry> entries =
                Section.entries(node, "items by name", "write NAME: {label: …}", problems);
        for (Node.Entry entry : entries) {
            Item item = item(entry);
            if (item != null) {
                items.add(item);
            }
        }
        if (node instanceof Node.Mapping && entries.isEmpty()) {
            problems.error(node.at(), "there is no item", "write what has to be known");
        }
        if (entries.size() > MOST_ITEMS) {
            problems.error(
                    node.at(),
                    "a handoff of " + entries.size() + " items",
                    "keep the " + MOST_ITEMS + " that matter most");
        }
        return items;
    }

    private @Nullable Item item(Node.Entry entry) {
        if (!entry.name().matches(NAME)) {
            problems.error(
                    entry.key().at(),
                    "an item's name is lower case letters, digits and underscores, at most 40",
                    "rename it");
        }
        Section section = Section.open(entry.value(), Shapes.ITEM, problems);
        if (section == null) {
            return null;
        }
        String label = MeasureReader.shortText(section, "label", LONGEST_LABEL, problems);
        String who = section.word("who", CLOSERS);
        Node node = section.node("evidence");
        Evidence evidence = node == null ? null : new EvidenceReader(filled, problems).read(node);
        List<String> defaults = texts(section, "defaults");
        List<String> counts = texts(section, "counts");
        return label == null || who == null || evidence == null
                ? null
                : new Item(
                        entry.name(),
                        label,
                        Closer.named(who).orElseThrow(),
                        evidence,
                        defaults,
                        counts);
    }

    private List<String> texts(Section section, String key) {
        var texts = new ArrayList<String>();
        for (Node item : section.has(key) ? section.items(key, "texts") : List.<Node>of()) {
            String text = Section.text(item, problems);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }
}
