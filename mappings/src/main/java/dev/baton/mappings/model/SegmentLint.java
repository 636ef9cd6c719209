package dev.baton.mappings.model;

import dev.baton.core.health.Criterion;
import dev.baton.core.measure.Wording;
import dev.baton.mappings.model.Domain.Stretch;
import dev.baton.mappings.yaml.Position;
import dev.baton.mappings.yaml.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Conditions that stand in an order, of which the first that fits counts: which of them nobody can
 * meet, what several of them mean, and what none does.
 */
final class SegmentLint {
    private final Problems.InFile problems;

    SegmentLint(Problems.InFile problems) {
        this.problems = problems;
    }

    /** A condition, what depends on it, and where it stands. */
    record Named(String name, Criterion who, Position at) {
        Domain domain() {
            return Domain.of(who);
        }
    }

    /**
     * Looks at them.
     *
     * @param what one of them is called: "a segment"
     */
    void look(String what, List<Named> inOrder) {
        for (int i = 0; i < inOrder.size(); i++) {
            Named here = inOrder.get(i);
            if (here.domain().isEmpty()) {
                problems.warning(
                        here.at(),
                        "nobody can be " + what + " " + here.name() + ": it contradicts itself",
                        "mend its condition");
            } else if (!isTaken(what, here, inOrder.subList(0, i))) {
                overlaps(here, inOrder.subList(0, i));
            }
        }
        if (inOrder.size() > 1) {
            gaps(inOrder);
        }
    }

    private boolean isTaken(String what, Named here, List<Named> before) {
        for (Named earlier : before) {
            if (earlier.who().equals(here.who()) || earlier.domain().covers(here.domain())) {
                problems.warning(
                        here.at(),
                        "nobody can be "
                                + what
                                + " "
                                + here.name()
                                + ": "
                                + earlier.name()
                                + " comes first and means them all",
                        "let " + here.name() + " come first, or mend one of the two");
                return true;
            }
        }
        return false;
    }

    /** A narrower condition before a wider one is how exceptions are written, and no slip. */
    private void overlaps(Named here, List<Named> before) {
        for (Named earlier : before) {
            String number = here.domain().onlyNumber();
            if (number != null && number.equals(earlier.domain().onlyNumber())) {
                Stretch left = earlier.domain().stretch(number);
                Stretch right = here.domain().stretch(number);
                if (!left.and(right).isEmpty() && !right.covers(left)) {
                    shared(here, earlier, words(left.and(right)) + " of " + number);
                }
            }
            String text = here.domain().onlyText();
            if (text != null && text.equals(earlier.domain().onlyText())) {
                NavigableSet<String> left = earlier.domain().words(text);
                NavigableSet<String> right = here.domain().words(text);
                var both = new TreeSet<>(right);
                both.retainAll(left);
                if (!both.isEmpty() && !right.containsAll(left)) {
                    shared(here, earlier, String.join(", ", both) + " of " + text);
                }
            }
        }
    }

    private void shared(Named here, Named earlier, String what) {
        problems.warning(
                here.at(),
                here.name() + " and " + earlier.name() + " both mean " + what,
                "let only one of them mean it");
    }

    private static String words(Stretch stretch) {
        return stretch.from() == stretch.to()
                ? Wording.number(stretch.from())
                : Double.isInfinite(stretch.to())
                        ? "from " + Wording.number(stretch.from()) + " on"
                        : Double.isInfinite(stretch.from())
                                ? "up to " + Wording.number(stretch.to())
                                : Wording.number(stretch.from())
                                        + " to "
                                        + Wording.number(stretch.to());
    }

    /** Between the least and the greatest that they mean, where all speak of the same number. */
    private void gaps(List<Named> all) {
        String about = all.getFirst().domain().onlyNumber();
        var stretches = new ArrayList<Stretch>();
        for (Named each : all) {
            if (about == null || !about.equals(each.domain().onlyNumber())) {
                return;
            }
            stretches.add(each.domain().stretch(about));
        }
        List<Stretch> sorted = Stretch.sorted(stretches);
        Stretch reached = sorted.getFirst();
        for (Stretch next : sorted.subList(1, sorted.size())) {
            if (!reached.touches(next)) {
                var gap = new Stretch(reached.to(), !reached.toIn(), next.from(), !next.fromIn());
                problems.warning(
                        all.getFirst().at(),
                        "none of them means " + words(gap) + " of " + about,
                        "let one of them reach that far");
                return;
            }
            reached = reached.or(next);
        }
    }
}
