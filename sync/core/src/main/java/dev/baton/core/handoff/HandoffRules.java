package dev.baton.core.handoff;

import dev.baton.core.measure.Milestone;
import dev.baton.core.model.RecordType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a handoff is.
 *
 * @param acceptDays within how many days of winning customer success is to decide, 0..365
 * @param kickoff what shows that it began with the customer, null where nothing does
 * @param firstValue what shows that the customer has what it came for, null where nothing does
 * @param fills the deal's field that an empty one of people's is filled from; {@link
 *     HandoffField#fillable()} ones alone
 * @param answers what counts as an answer
 * @param items what has to be known, at least one
 */
public record HandoffRules(
        Opening opening,
        int acceptDays,
        @Nullable Milestone kickoff,
        @Nullable Milestone firstValue,
        SortedMap<HandoffField, String> fills,
        Answers answers,
        Assignment assignment,
        List<Item> items) {
    public HandoffRules {
        fills = Collections.unmodifiableSortedMap(new TreeMap<>(fills));
        items = List.copyOf(items);
        if (acceptDays < 0 || acceptDays > 365 || items.isEmpty()) {
            throw new IllegalArgumentException("a handoff has items, and is due within a year");
        }
        if (!fills.keySet().stream().allMatch(HandoffField::fillable)) {
            throw new IllegalArgumentException("what people write is not filled");
        }
    }

    /** The types of record it rests on. */
    public SortedSet<RecordType> types() {
        var types = new TreeSet<RecordType>(List.of(RecordType.OPPORTUNITY));
        items.forEach(item -> types.addAll(item.evidence().types()));
        milestones().forEach(milestone -> types.add(milestone.over()));
        return types;
    }

    /** The fields of a type that it rests on; without one of them nothing can be told. */
    public SortedSet<String> fields(RecordType type) {
        var fields = new TreeSet<String>();
        items.forEach(item -> fields.addAll(item.evidence().fields(type)));
        milestones()
                .filter(milestone -> milestone.over() == type)
                .forEach(
                        milestone -> {
                            fields.addAll(milestone.filter().fields());
                            fields.add(milestone.by());
                        });
        if (type == RecordType.OPPORTUNITY) {
            fields.addAll(opening.when().fields());
            fields.add(opening.by());
            fields.addAll(fills.values());
            fields.addAll(List.of("won_at", "lost_at", "sales_owner"));
        }
        if (type == RecordType.ACCOUNT) {
            assignment.rules().forEach(rule -> fields.addAll(rule.who().fields()));
            if (assignment.field() != null) {
                fields.add(assignment.field());
            }
        }
        return fields;
    }

    /** The handoff's own fields that items look at. */
    public List<HandoffField> notes() {
        var notes = new ArrayList<HandoffField>();
        items.forEach(item -> notes.addAll(item.evidence().notes()));
        return notes.stream().distinct().sorted().toList();
    }

    private Stream<Milestone> milestones() {
        return Stream.<@Nullable Milestone>of(kickoff, firstValue).flatMap(Stream::ofNullable);
    }
}
