package dev.baton.mappings;

import dev.baton.core.model.FieldSpec;
import dev.baton.core.model.FieldType;
import dev.baton.core.model.RecordType;
import dev.baton.core.model.Vocabulary;
import dev.baton.mappings.SourceDraft.Placed;
import dev.baton.mappings.SourceDraft.Way;
import dev.baton.mappings.link.LinkRule;
import dev.baton.mappings.yaml.Nearest;
import dev.baton.mappings.yaml.Position;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds the ways by which records find their accounts against the sources that there are. */
final class Ways {
    private final List<SourceDraft> drafts;
    private final Vocabulary vocabulary;
    private final SortedMap<RecordType, SortedSet<String>> filled;
    private final boolean mayTellOfAbsence;
    private final Set<StreamName> circles = new HashSet<>();

    /**
     * Nothing checked yet.
     *
     * @param filled the fields that some source fills, by type
     * @param mayTellOfAbsence whether what seems to be missing cannot stand in a source that could
     *     not be read
     */
    Ways(
            List<SourceDraft> drafts,
            Vocabulary vocabulary,
            SortedMap<RecordType, SortedSet<String>> filled,
            boolean mayTellOfAbsence) {
        this.drafts = drafts;
        this.vocabulary = vocabulary;
        this.filled = filled;
        this.mayTellOfAbsence = mayTellOfAbsence;
    }

    /** Whether records of every source can find their account. */
    void check(@Nullable SourceDraft accounts) {
        for (SourceDraft draft : drafts) {
            Way way = draft.way();
            if (way == null || draft.from() == null) {
                continue;
            }
            if (way.through() != null) {
                checkThrough(draft, way, way.through());
            } else if (way.field() != null) {
                checkKey(draft, way.field(), way.at());
            } else if (accounts != null
                    && accounts.from() != null
                    && !accounts.from().connection().equals(draft.from().connection())) {
                draft.problems()
                        .error(
                                way.at(),
                                draft.from().connection() + " does not know the CRM's account ids",
                                "add through: CONNECTION.STREAM of a source with links, or write"
                                        + " external_id: PATH");
            }
        }
    }

    private void checkThrough(SourceDraft draft, Way way, StreamName through) {
        if (leading(through) == null) {
            if (mayTellOfAbsence && noneIsBroken(through)) {
                draft.problems()
                        .error(
                                way.throughAt(),
                                "no source links or maps " + through,
                                "add a source from " + through);
            }
            return;
        }
        var seen = new HashSet<StreamName>();
        StreamName next = through;
        while (next != null && seen.add(next)) {
            SourceDraft step = leading(next);
            next = step == null || step.way() == null ? null : step.way().through();
            if (next != null && next.equals(draft.from())) {
                seen.add(next);
                tellOfCircle(draft, way, seen);
                return;
            }
        }
    }

    /** Once, however many sources are in it. */
    private void tellOfCircle(SourceDraft draft, Way way, Set<StreamName> circle) {
        if (Collections.disjoint(circles, circle)) {
            draft.problems()
                    .error(way.throughAt(), "the way runs in a circle", "lead it to an account");
        }
        circles.addAll(circle);
    }

    private boolean noneIsBroken(StreamName stream) {
        return drafts.stream()
                .filter(draft -> stream.equals(draft.from()))
                .allMatch(draft -> draft.problems().clean());
    }

    /** The source that knows where records of a stream belong. */
    private @Nullable SourceDraft leading(StreamName stream) {
        return drafts.stream()
                .filter(draft -> stream.equals(draft.from()))
                .filter(draft -> draft.linkRules() != null || draft.way() != null)
                .findFirst()
                .orElse(null);
    }

    /** Whether organisations can be told to be accounts. */
    void checkLinks() {
        for (SourceDraft draft : drafts) {
            if (draft.linkRules() != null && mayTellOfAbsence) {
                draft.linkRules().forEach(rule -> checkLink(draft, rule));
            }
        }
    }

    private void checkLink(SourceDraft draft, Placed<LinkRule> rule) {
        String field =
                switch (rule.what()) {
                    case LinkRule.AccountId id -> null;
                    case LinkRule.SameKey key -> key.field();
                    case LinkRule.SameDomain domain -> domain.field();
                };
        if (field != null) {
            checkKey(draft, field, rule.at());
        }
    }

    /** A key that records share with accounts is a text field which accounts do have. */
    private void checkKey(SourceDraft draft, String field, Position at) {
        SortedSet<String> names = filled.getOrDefault(RecordType.ACCOUNT, new TreeSet<>());
        if (!mayTellOfAbsence) {
            return;
        }
        FieldType type =
                vocabulary.field(RecordType.ACCOUNT, field).map(FieldSpec::type).orElse(null);
        var choice = new TreeSet<>(names);
        choice.add("id");
        if (!names.contains(field)) {
            draft.problems()
                    .error(at, "no source fills account." + field, Nearest.fix(field, choice));
        } else if (type != FieldType.TEXT) {
            draft.problems().error(at, "account." + field + " is no text", "link by a text field");
        }
    }
}
