package dev.baton.mappings.model;

import dev.baton.core.handoff.Assignment;
import dev.baton.core.measure.Predicate;
import dev.baton.core.model.FieldSpec;
import dev.baton.core.model.FieldType;
import dev.baton.core.model.RecordType;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads who takes customers over. */
record AssignmentReader(Filled filled, Problems.InFile problems) {
    private static final double MOST = 10_000;

    /** Null when something is wrong, told. */
    @Nullable Assignment read(Section section) {
        String lead = user(section, "lead");
        FieldSpec field = section.has("field") ? field(section) : null;
        List<Node> items = section.has("rules") ? section.items("rules", "{who, user}") : List.of();
        var rules = new ArrayList<Assignment.Rule>();
        for (Node item : items) {
            Assignment.Rule rule = rule(item);
            if (rule != null) {
                rules.add(rule);
            }
        }
        return lead == null
                        || (section.has("field") && field == null)
                        || rules.size() < items.size()
                ? null
                : new Assignment(field == null ? null : field.name(), rules, lead);
    }

    private @Nullable FieldSpec field(Section section) {
        String name = section.text("field");
        return name == null
                ? null
                : accounts()
                        .find(
                                name,
                                section.at("field"),
                                List.of(FieldType.TEXT),
                                "a CSM is a user's id, a");
    }

    private FieldFinder accounts() {
        return new FieldFinder(RecordType.ACCOUNT, filled, problems);
    }

    private Assignment.@Nullable Rule rule(Node node) {
        Section section = Section.open(node, Shapes.CSM_RULE, problems);
        if (section == null) {
            return null;
        }
        Node condition = section.node("who");
        Predicate who =
                condition == null
                        ? null
                        : new PredicateReader(accounts(), problems).read(condition);
        String user = user(section, "user");
        Double most = section.has("most") ? section.number("most", 1, MOST) : null;
        return who == null || user == null || (section.has("most") && most == null)
                ? null
                : new Assignment.Rule(who, user, most == null ? null : most.intValue());
    }

    private @Nullable String user(Section section, String key) {
        String user = section.text(key);
        if (user == null || user.matches(PlayBookReader.USER_ID)) {
            return user;
        }
        problems.error(
                section.at(key),
                "this is no user's id",
                "write the user's id of 18 characters; it begins with 005");
        return null;
    }
}
