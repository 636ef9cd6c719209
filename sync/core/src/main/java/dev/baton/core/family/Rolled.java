package dev.baton.core.family;

import dev.baton.core.health.Assessment;
import dev.baton.core.health.Band;
import dev.baton.core.health.HealthModel;
import dev.baton.core.health.Judgement;
import dev.baton.core.health.Line;
import dev.baton.core.health.Line.OfMember;
import dev.baton.core.health.Line.OfMember.Part;
import dev.baton.core.health.Points;
import dev.baton.core.health.RollUp;
import dev.baton.core.health.Trend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What the scores of a family come to on the account above it. Whose score nobody can tell moves
 * nothing, and lowers the coverage; who is judged no more is left aside.
 *
 * @param score 0..100; null when too few are told
 * @param coverage 0..1: the accounts that count, of all that are judged
 * @param lines one a member, the account itself first where it is one, then in order of id; their
 *     points sum to the score
 */
public record Rolled(RollUp.By by, @Nullable Points score, double coverage, List<OfMember> lines) {
    private static final Comparator<Member> WORST_FIRST =
            Comparator.comparing((Member member) -> points(member))
                    .thenComparing(member -> member.account().id());

    public Rolled {
        lines = List.copyOf(lines);
    }

    /**
     * Works it out.
     *
     * @param head the account above; it is a member if it is a user itself
     * @param below everyone below that is a user, or above no other, in order of id
     * @param model whose bands and coverage floor count here, too
     */
    public static Rolled of(RollUp.By by, Member head, List<Member> below, HealthModel model) {
        var members = new ArrayList<Member>();
        if (!head.isNoUser()) {
            members.add(head);
        }
        members.addAll(below);
        List<Member> counted =
                members.stream().filter(each -> part(each, by) == Part.COUNTED).toList();
        long judged = members.stream().filter(each -> !each.isEnded()).count();
        double coverage = judged == 0 ? 0 : Math.round(100.0 * counted.size() / judged) / 100.0;
        boolean told = !counted.isEmpty() && coverage >= model.coverageFloor();
        List<Double> shares = shares(counted, by);
        Points score = told ? score(counted, shares, by, model.bands()) : null;
        List<Points> points =
                score == null ? List.of() : split(score, counted, shares, by, model.bands());
        var lines = new ArrayList<OfMember>();
        int at = 0;
        for (Member member : members) {
            boolean counts = part(member, by) == Part.COUNTED;
            lines.add(
                    new OfMember(
                            member.account(),
                            member.name(),
                            part(member, by),
                            member.score(),
                            counts ? shares.get(at) : 0,
                            counts && score != null ? points.get(at) : Points.ZERO));
            at += counts ? 1 : 0;
        }
        return new Rolled(by, score, coverage, lines);
    }

    private static Part part(Member member, RollUp.By by) {
        if (member.isEnded()) {
            return Part.ENDED;
        }
        if (member.score() == null) {
            return Part.UNKNOWN;
        }
        return by == RollUp.By.VALUE && Double.isNaN(member.value()) ? Part.NO_VALUE : Part.COUNTED;
    }

    private static Points points(Member member) {
        Points score = member.score();
        if (score == null) {
            throw new IllegalStateException("a member that counts has a score");
        }
        return score;
    }

    /** How much of the whole each member is. */
    private static List<Double> shares(List<Member> counted, RollUp.By by) {
        double all = counted.stream().mapToDouble(each -> size(each, by)).sum();
        return counted.stream().map(each -> size(each, by) / all).toList();
    }

    private static double size(Member member, RollUp.By by) {
        return by == RollUp.By.VALUE ? member.value() : 1;
    }

    private static Points score(
            List<Member> counted, List<Double> shares, RollUp.By by, HealthModel.Bands bands) {
        return switch (by) {
            case WORST -> points(worst(counted));
            case VALUE, SHARE -> {
                double sum = 0;
                for (int i = 0; i < counted.size(); i++) {
                    sum += shares.get(i) * worth(counted.get(i), by, bands);
                }
                yield Points.of(sum);
            }
        };
    }

    private static Member worst(List<Member> counted) {
        return counted.stream().min(WORST_FIRST).orElseThrow();
    }

    /** What a member would make the whole if it were alone, 0..100. */
    private static double worth(Member member, RollUp.By by, HealthModel.Bands bands) {
        return by == RollUp.By.SHARE
                ? bands.of(points(member)) == Band.GREEN ? 100 : 0
                : points(member).toDecimal().doubleValue();
    }

    /** By largest remainder, so that the parts sum to the whole. */
    private static List<Points> split(
            Points score,
            List<Member> counted,
            List<Double> shares,
            RollUp.By by,
            HealthModel.Bands bands) {
        Member worst = worst(counted);
        var parts = new ArrayList<Double>();
        for (int i = 0; i < counted.size(); i++) {
            Member member = counted.get(i);
            parts.add(
                    by == RollUp.By.WORST
                            ? member.equals(worst) ? 1.0 : 0
                            : shares.get(i) * worth(member, by, bands));
        }
        double all = parts.stream().mapToDouble(each -> each).sum();
        return score.split(parts.stream().map(each -> all == 0 ? 0 : each / all).toList());
    }

    /**
     * What is told of an account above others that is no user itself, by its family.
     *
     * @param own what is known of it alone
     * @param before the band last told of it, null where there is none
     */
    public Assessment standingInFor(
            Assessment own, HealthModel.Bands bands, @Nullable Band before) {
        if (score == null) {
            return own;
        }
        return new Assessment(
                own.account(),
                own.model(),
                score,
                bands.of(score, before),
                Trend.UNKNOWN,
                OptionalInt.empty(),
                coverage,
                List.<Line>copyOf(lines),
                own.measured(),
                new Judgement.Judged(bands.of(score)),
                own.product());
    }
}
