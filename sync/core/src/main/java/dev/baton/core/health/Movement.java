package dev.baton.core.health;

import dev.baton.core.model.AccountFacts;
import dev.baton.core.model.CanonicalRecord;
import dev.baton.core.model.RecordRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Why a score is another one than before. What another model makes of the old facts is told apart
 * from what other facts make of it; the points of all parts sum to the difference exactly
 * (invariant 9).
 *
 * @param points the later score less the earlier one
 * @param parts those that moved it, in the order of the model; another model comes first
 */
public record Movement(Points points, List<Part> parts) {
    public Movement {
        parts = List.copyOf(parts);
    }

    /** A cause. */
    public sealed interface Part {
        Points points();
    }

    /**
     * The same facts, told by another model or mapping.
     *
     * @param before version of the earlier model
     * @param after version of the later one; the same where only the mapping is another
     */
    public record OfModel(String before, String after, Points points) implements Part {}

    /**
     * A line that says something else.
     *
     * @param before null where the line is new
     * @param after null where it is gone
     * @param records their points sum to the line's; empty for lines that rest on no record
     */
    public record OfLine(
            @Nullable Line before, @Nullable Line after, Points points, List<OfRecord> records)
            implements Part {
        public OfLine {
            records = List.copyOf(records);
            if (before == null && after == null) {
                throw new IllegalArgumentException("a line was there, or is");
            }
        }

        /** As it is, or was where it is gone. */
        public Line named() {
            return after == null ? Objects.requireNonNull(before) : after;
        }
    }

    /** What one record has to do with it. */
    public record OfRecord(RecordRef ref, How how, Points points) {}

    /** How a record differs from before. */
    public enum How {
        /** It was not known, or not there. */
        NEW,
        /** Known no longer, or no longer the account's. */
        GONE,
        /** It holds something else. */
        CHANGED,
        /** It is as it was, and counts now: it came into a window or met a condition. */
        ENTERED,
        /** It is as it was, and counts no longer. */
        LEFT,
        /** It is as it was; others count beside it, or time went by. */
        SAME
    }

    /** What is known and said of an account at an instant. */
    public record Told(AccountFacts facts, Assessment assessment) {}

    /**
     * Compares two instants.
     *
     * @param then by the model of then
     * @param thenByNow the facts of then by the model of now; the same as {@code then} where it is
     *     the same model
     * @param now by the model of now
     * @return null when one of the three has no score, so that there is nothing to take apart
     */
    public static @Nullable Movement between(Told then, Told thenByNow, Told now) {
        Points first = then.assessment().score();
        Points middle = thenByNow.assessment().score();
        Points last = now.assessment().score();
        if (first == null || middle == null || last == null) {
            return null;
        }
        var parts = new ArrayList<Part>();
        if (!middle.equals(first)) {
            parts.add(
                    new OfModel(
                            then.assessment().model(),
                            now.assessment().model(),
                            middle.minus(first)));
        }
        parts.addAll(lines(thenByNow, now));
        return new Movement(last.minus(first), parts);
    }

    private static List<Part> lines(Told then, Told now) {
        Map<String, Line> before = byName(then.assessment());
        Map<String, Line> after = byName(now.assessment());
        var names = new ArrayList<>(after.keySet());
        before.keySet().stream().filter(name -> !after.containsKey(name)).forEach(names::add);
        var parts = new ArrayList<Part>();
        for (String name : names) {
            Line old = before.get(name);
            Line renewed = after.get(name);
            Points moved = points(renewed).minus(points(old));
            if (moved.tenths() != 0) {
                parts.add(new OfLine(old, renewed, moved, records(old, renewed, then, now)));
            }
        }
        return parts;
    }

    private static Points points(@Nullable Line line) {
        return line == null ? Points.ZERO : line.points();
    }

    private static Map<String, Line> byName(Assessment assessment) {
        var lines = new LinkedHashMap<String, Line>();
        assessment.lines().forEach(line -> lines.put(name(line), line));
        return lines;
    }

    /** No measure's name has a bracket. */
    private static String name(Line line) {
        return switch (line) {
            case Line.Base base -> "(base)";
            case Line.Counted counted -> counted.scored().measure().name();
            case Line.Missing missing -> missing.scored().measure().name();
            case Line.KnockedOut out -> "(" + out.knockOut().name() + ")";
            case Line.NotApplicable not -> not.scored().measure().name();
            case Line.OfMember member -> "(" + member.account().id() + ")";
            case Line.Clamp clamp -> "(clamp)";
        };
    }

    private static List<OfRecord> records(
            @Nullable Line old, @Nullable Line renewed, Told then, Told now) {
        SortedMap<RecordRef, Points> before = blamed(old);
        SortedMap<RecordRef, Points> after = blamed(renewed);
        Map<RecordRef, CanonicalRecord> known = byRef(then.facts());
        Map<RecordRef, CanonicalRecord> knownNow = byRef(now.facts());
        var refs = new TreeSet<>(before.keySet());
        refs.addAll(after.keySet());
        var records = new ArrayList<OfRecord>();
        for (RecordRef ref : refs) {
            Points moved =
                    after.getOrDefault(ref, Points.ZERO)
                            .minus(before.getOrDefault(ref, Points.ZERO));
            if (moved.tenths() != 0) {
                How how = how(known.get(ref), knownNow.get(ref));
                records.add(
                        new OfRecord(
                                ref,
                                how != How.SAME
                                        ? how
                                        : counting(before.containsKey(ref), after.containsKey(ref)),
                                moved));
            }
        }
        return records;
    }

    /** A record may stand in several places of a line. */
    private static SortedMap<RecordRef, Points> blamed(@Nullable Line line) {
        var blamed = new TreeMap<RecordRef, Points>();
        if (line instanceof Line.Reason reason) {
            reason.records().forEach(each -> blamed.merge(each.ref(), each.points(), Points::plus));
        }
        return blamed;
    }

    private static Map<RecordRef, CanonicalRecord> byRef(AccountFacts facts) {
        var byRef = new HashMap<RecordRef, CanonicalRecord>();
        facts.records().forEach(record -> byRef.put(record.ref(), record));
        byRef.put(facts.account().ref(), facts.account());
        return byRef;
    }

    private static How how(@Nullable CanonicalRecord before, @Nullable CanonicalRecord after) {
        if (before == null) {
            return How.NEW;
        }
        if (after == null) {
            return How.GONE;
        }
        boolean same =
                Objects.equals(before.createdAt(), after.createdAt())
                        && before.fields().equals(after.fields());
        return same ? How.SAME : How.CHANGED;
    }

    private static How counting(boolean before, boolean after) {
        return before == after ? How.SAME : after ? How.ENTERED : How.LEFT;
    }
}
