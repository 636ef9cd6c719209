package dev.baton.core.churn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Isolated or systemic? Everything that accounts are exposed to is held against leaving at all, and
 * against leaving for each reason: those exposed that left against those exposed that stayed, and
 * both against the unexposed of the same segment ({@link ConditionalTest}).
 *
 * <p>The more looks, the more of them are alarming by chance. Holm's procedure (1979) keeps the
 * chance of even one false alarm in a report at {@link #LEVEL}, whatever depends on whatever; the
 * share of false alarms alone, which Benjamini and Hochberg keep, would be too little here, for
 * each alarm starts an initiative. Looks that could not have alarmed whatever had happened, as with
 * a product of two accounts, do not count (Tarone 1990): which ones those are depends on how many
 * were exposed and how many left, not on who left.
 *
 * <p>What goes together with a cause is accused with it: a test tells where to look, not why.
 */
public final class Scoping {
    /** Of a false alarm anywhere in a report. */
    public static final double LEVEL = 0.05;

    /** Fewer than so many that left make no pattern. */
    public static final int FEWEST = 3;

    /** What multiplies the odds of leaving by less is nothing that one would call systemic. */
    public static final double MATTERS = 2;

    private final List<Finding> findings;
    private final SortedMap<String, Integer> reasons;

    private Scoping(List<Finding> findings, SortedMap<String, Integer> reasons) {
        this.findings = List.copyOf(findings);
        this.reasons = reasons;
    }

    /** Of accounts in any order. */
    public static Scoping of(Collection<Exposure> accounts) {
        var suspects = new TreeSet<Suspect>();
        var reasons = new TreeMap<String, Integer>();
        for (Exposure each : accounts) {
            suspects.addAll(each.suspects());
            each.reasons().forEach(reason -> reasons.merge(reason, 1, Integer::sum));
        }
        var looks = new ArrayList<Look>();
        looks.addAll(looks(accounts, null, suspects));
        reasons.keySet().forEach(reason -> looks.addAll(looks(accounts, reason, suspects)));
        return new Scoping(judged(looks), reasons);
    }

    /** In order of suspect, leaving at all before leaving for a reason. */
    public List<Finding> findings() {
        return findings;
    }

    /**
     * How far a reason reaches: systemic where it gathers among the exposed to anything. Isolated
     * where it gathers nowhere, or fewer than {@link #FEWEST} gave it who share nothing that fewer
     * than one in twenty such groups would.
     *
     * @throws IllegalArgumentException when nobody gave it
     */
    public Scope scope(String reason) {
        Integer gave = reasons.get(reason);
        if (gave == null) {
            throw new IllegalArgumentException("nobody gave this reason");
        }
        List<Finding> own =
                findings.stream().filter(finding -> reason.equals(finding.reason())).toList();
        if (own.stream().anyMatch(finding -> finding.scope() == Scope.SYSTEMIC)) {
            return Scope.SYSTEMIC;
        }
        boolean scattered = gave < FEWEST && own.stream().allMatch(each -> each.p() > LEVEL);
        boolean nowhere =
                !own.isEmpty() && own.stream().allMatch(each -> each.scope() == Scope.ISOLATED);
        return scattered || nowhere ? Scope.ISOLATED : Scope.UNDECIDED;
    }

    /** One suspect and one kind of leaving. */
    private record Look(
            @Nullable String reason,
            Suspect suspect,
            List<Stratum> strata,
            double p,
            double least) {
        static Look of(@Nullable String reason, Suspect suspect, List<Stratum> strata) {
            return new Look(
                    reason,
                    suspect,
                    strata,
                    ConditionalTest.atLeast(strata),
                    ConditionalTest.least(strata));
        }

        Finding judged(double adjusted) {
            int exposed = strata.stream().mapToInt(Stratum::exposed).sum();
            int exposedLeft = strata.stream().mapToInt(Stratum::exposedLeft).sum();
            boolean systemic = adjusted <= LEVEL && exposedLeft >= FEWEST;
            boolean isolated = ConditionalTest.atMost(strata, MATTERS) <= LEVEL;
            return new Finding(
                    reason,
                    suspect,
                    exposed,
                    exposedLeft,
                    strata.stream().mapToInt(Stratum::others).sum(),
                    strata.stream().mapToInt(Stratum::othersLeft).sum(),
                    ConditionalTest.expected(strata),
                    p,
                    adjusted,
                    systemic ? Scope.SYSTEMIC : isolated ? Scope.ISOLATED : Scope.UNDECIDED);
        }
    }

    /** One of each suspect, in their order. */
    private static List<Look> looks(
            Collection<Exposure> accounts, @Nullable String reason, SortedSet<Suspect> suspects) {
        var bySegment = new TreeMap<String, Counts>();
        var whole = new Counts();
        for (Exposure each : accounts) {
            boolean left = each.left() && (reason == null || each.reasons().contains(reason));
            whole.add(each, left);
            bySegment.computeIfAbsent(each.segment(), none -> new Counts()).add(each, left);
        }
        var looks = new ArrayList<Look>();
        for (Suspect suspect : suspects) {
            // A segment is held against the others, not against itself.
            List<Stratum> strata =
                    suspect.kind() == Suspect.Kind.SEGMENT
                            ? List.of(whole.of(suspect))
                            : bySegment.values().stream()
                                    .map(counts -> counts.of(suspect))
                                    .toList();
            looks.add(Look.of(reason, suspect, strata));
        }
        return looks;
    }

    /** How many accounts there are, how many left, and how many of each are exposed to what. */
    private static final class Counts {
        private final SortedMap<Suspect, Integer> exposed = new TreeMap<>();
        private final SortedMap<Suspect, Integer> exposedLeft = new TreeMap<>();

        /** Of which something can be told, by kind. */
        private final Map<Suspect.Kind, Integer> accounts = new EnumMap<>(Suspect.Kind.class);

        private final Map<Suspect.Kind, Integer> left = new EnumMap<>(Suspect.Kind.class);

        void add(Exposure account, boolean hasLeft) {
            for (Suspect.Kind kind : Suspect.Kind.values()) {
                if (!account.untold().contains(kind)) {
                    accounts.merge(kind, 1, Integer::sum);
                    left.merge(kind, hasLeft ? 1 : 0, Integer::sum);
                }
            }
            for (Suspect suspect : account.suspects()) {
                exposed.merge(suspect, 1, Integer::sum);
                exposedLeft.merge(suspect, hasLeft ? 1 : 0, Integer::sum);
            }
        }

        Stratum of(Suspect suspect) {
            int those = exposed.getOrDefault(suspect, 0);
            int thoseLeft = exposedLeft.getOrDefault(suspect, 0);
            return new Stratum(
                    those,
                    thoseLeft,
                    accounts.getOrDefault(suspect.kind(), 0) - those,
                    left.getOrDefault(suspect.kind(), 0) - thoseLeft);
        }
    }

    /** A look at exposed ones of whom none left counts as one, and has nothing to say. */
    private static List<Finding> judged(List<Look> looks) {
        double most = testable(looks);
        List<Look> inOrder =
                looks.stream()
                        .filter(look -> look.least() <= most)
                        .sorted(Comparator.comparingDouble(Look::p))
                        .toList();
        var findings = new ArrayList<Finding>();
        double adjusted = 0;
        for (int i = 0; i < inOrder.size(); i++) {
            adjusted = Math.max(adjusted, Math.min(1, inOrder.get(i).p() * (inOrder.size() - i)));
            findings.add(inOrder.get(i).judged(adjusted));
        }
        looks.stream()
                .filter(look -> look.least() > most)
                .forEach(look -> findings.add(look.judged(1)));
        findings.removeIf(finding -> finding.exposedLeft() == 0);
        findings.sort(
                Comparator.comparing(Finding::suspect)
                        .thenComparing(
                                Finding::reason, Comparator.nullsFirst(Comparator.naturalOrder())));
        return findings;
    }

    /**
     * The greatest least p with which a look counts: the level by k, for the smallest k such that
     * no more than k looks can come so low.
     */
    private static double testable(List<Look> looks) {
        double[] least = looks.stream().mapToDouble(Look::least).sorted().toArray();
        int k = 1;
        while (k < least.length && least[k] <= LEVEL / k) {
            k++;
        }
        return LEVEL / k;
    }
}
