package dev.baton.mappings.model;

import dev.baton.core.health.Criterion;
import dev.baton.core.health.Dimension;
import dev.baton.core.health.Driver;
import dev.baton.core.health.Group;
import dev.baton.core.health.KnockOut;
import dev.baton.core.health.Products;
import dev.baton.core.health.RollUp;
import dev.baton.core.health.Rules;
import dev.baton.core.health.TerminalState;
import dev.baton.core.model.FieldType;
import dev.baton.core.model.RecordType;
import dev.baton.mappings.model.BySegmentReader.Varied;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a model says of accounts rather than of measures. */
final class RulesReader {
    private static final String NAME = "[a-z][a-z0-9_]{0,39}";

    private static final List<String> WAYS =
            Arrays.stream(RollUp.By.values()).map(RollUp.By::word).toList();

    private final Names names;
    private final Filled filled;
    private final Problems.InFile problems;

    RulesReader(Names names, Filled filled, Problems.InFile problems) {
        this.names = names;
        this.filled = filled;
        this.problems = problems;
    }

    /** What can be read of it; what is wrong is told. */
    Rules read(Section model) {
        return new Rules(
                dimensions(model),
                groups(model),
                knockOuts(model),
                terminal(model),
                rollUp(model),
                new ProductsReader(names, filled, problems).read(model));
    }

    private List<Node.Entry> entries(Section model, String name, String example) {
        Node node = model.node(name);
        return node == null
                ? List.of()
                : Section.entries(node, name + " by name", "write " + example, problems);
    }

    private boolean isNamed(Node.Entry entry, String what) {
        boolean good = entry.name().matches(NAME);
        if (!good) {
            problems.error(
                    entry.key().at(),
                    what + "'s name is lower case letters, digits and underscores",
                    "rename it, at most 40 characters");
        }
        return good;
    }

    private List<Dimension> dimensions(Section model) {
        var dimensions = new ArrayList<Dimension>();
        for (Node.Entry entry : entries(model, "dimensions", "NAME: {SEGMENT: CONDITION}")) {
            if (entry.name().equals(Dimension.OWN)) {
                problems.error(
                        entry.key().at(),
                        Dimension.OWN + " is what the model's segments are called",
                        "rename the dimension");
            } else if (entry.name().equals(Products.DIMENSION) && model.has("products")) {
                problems.error(
                        entry.key().at(),
                        Products.DIMENSION + " is what the model's products are called",
                        "rename the dimension");
            } else if (isNamed(entry, "a dimension")) {
                dimensions.add(new Dimension(entry.name(), segments(entry)));
            }
        }
        return dimensions;
    }

    private List<Dimension.Segment> segments(Node.Entry dimension) {
        var criteria = new CriterionReader(names.withoutDimensions(), filled, problems);
        var segments = new ArrayList<Dimension.Segment>();
        for (Node.Entry entry :
                Section.entries(
                        dimension.value(),
                        "segments by name",
                        "write SEGMENT: {field: …, is: …}",
                        problems)) {
            Criterion who = criteria.read(entry.value());
            if (who != null) {
                segments.add(new Dimension.Segment(entry.name(), who));
            }
        }
        return segments;
    }

    private List<KnockOut> knockOuts(Section model) {
        var knockOuts = new ArrayList<KnockOut>();
        for (Node.Entry entry : entries(model, "knock_outs", "NAME: {label: …, when: …, cap: …}")) {
            Section section = Section.open(entry.value(), Shapes.KNOCK_OUT, problems);
            KnockOut knockOut = section == null ? null : knockOut(entry, section);
            if (knockOut != null && isNamed(entry, "a knock-out")) {
                knockOuts.add(knockOut);
            }
        }
        return knockOuts;
    }

    private @Nullable KnockOut knockOut(Node.Entry entry, Section section) {
        String label =
                MeasureReader.shortText(section, "label", MeasureReader.LONGEST_LABEL, problems);
        Node when = section.node("when");
        Criterion criterion =
                when == null ? null : new CriterionReader(names, filled, problems).read(when);
        Double cap = section.number("cap", 0, 100);
        Driver driver = ScoreReader.driver(section);
        return label == null || criterion == null || cap == null || driver == null
                ? null
                : new KnockOut(entry.name(), label, criterion, cap, driver);
    }

    private List<TerminalState> terminal(Section model) {
        var criteria = new CriterionReader(names, filled, problems);
        var states = new ArrayList<TerminalState>();
        for (Node.Entry entry : entries(model, "terminal", "NAME: {field: …, is: …}")) {
            Criterion who = criteria.read(entry.value());
            if (who != null && isNamed(entry, "a state")) {
                states.add(new TerminalState(entry.name(), who));
            }
        }
        return states;
    }

    /** What it rests on has to be there: the parent, and where that weighs the value. */
    private @Nullable RollUp rollUp(Section model) {
        Section section = model.has("roll_up") ? model.section("roll_up", Shapes.ROLL_UP) : null;
        String by = section == null ? null : section.word("by", WAYS);
        if (section == null || by == null) {
            return null;
        }
        Boolean standsIn = section.has("stands_in") ? section.truth("stands_in") : Boolean.FALSE;
        var fields = new FieldFinder(RecordType.ACCOUNT, filled, problems);
        boolean found =
                fields.find(RollUp.PARENT, section.at("by"), List.of(FieldType.TEXT), "it is")
                        != null;
        RollUp.By way =
                Arrays.stream(RollUp.By.values())
                        .filter(each -> each.word().equals(by))
                        .findFirst()
                        .orElseThrow();
        if (way == RollUp.By.VALUE) {
            found &=
                    fields.find(RollUp.VALUE, section.at("by"), List.of(FieldType.NUMBER), "it is")
                            != null;
        }
        return standsIn == null || !found ? null : new RollUp(way, standsIn);
    }

    private List<Group> groups(Section model) {
        var groups = new ArrayList<Group>();
        for (Node.Entry entry : entries(model, "groups", "NAME: {label: …, weight: …}")) {
            Section section = Section.open(entry.value(), Shapes.GROUP, problems);
            Group group = section == null ? null : group(entry, section);
            if (group != null && isNamed(entry, "a group")) {
                groups.add(group);
            }
        }
        return groups;
    }

    private @Nullable Group group(Node.Entry entry, Section section) {
        String label =
                MeasureReader.shortText(section, "label", MeasureReader.LONGEST_LABEL, problems);
        Node node = section.node("weight");
        Varied<Double> weight =
                node == null
                        ? null
                        : new BySegmentReader(names, problems)
                                .read(
                                        node,
                                        each ->
                                                Section.number(
                                                        each,
                                                        "weight",
                                                        ScoreReader.LEAST_WEIGHT,
                                                        ScoreReader.MOST_WEIGHT,
                                                        problems));
        return label == null || weight == null
                ? null
                : new Group(entry.name(), label, weight.usual(), weight.exceptions());
    }
}
