package dev.baton.mappings.model;

import dev.baton.core.health.Band;
import dev.baton.core.health.Group;
import dev.baton.core.health.HealthModel;
import dev.baton.core.health.Score;
import dev.baton.core.health.ScoredMeasure;
import dev.baton.core.health.Terms;
import dev.baton.core.measure.Wording;
import dev.baton.mappings.yaml.Problems;
import java.util.stream.DoubleStream;

/** Bands that no account can be in, and groups that nobody is in. */
final class BandLint {
    private final HealthModel model;
    private final Score score;
    private final Places places;
    private final Problems.InFile problems;

    BandLint(HealthModel model, Score score, Places places, Problems.InFile problems) {
        this.model = model;
        this.score = score;
        this.places = places;
        this.problems = problems;
    }

    void look() {
        double best = best(model);
        double worst = worst(model);
        if (best < model.bands().green()) {
            problems.warning(
                    places.of("bands"),
                    "no account can be "
                            + score.said(Band.GREEN)
                            + ": the best score is "
                            + Wording.number(best),
                    "raise weights or the base, or let " + score.said(Band.GREEN) + " begin lower");
        }
        if (worst >= model.bands().yellow()) {
            problems.warning(
                    places.of("bands"),
                    "no account can be "
                            + score.said(Band.RED)
                            + ": the worst score is "
                            + Wording.number(worst),
                    "raise weights, or let " + score.said(Band.YELLOW) + " begin higher");
        }
        if (model.coverageFloor() == 1) {
            problems.warning(
                    places.of("coverage_floor"),
                    "one missing measure makes an account Unknown",
                    "let coverage_floor be less than 1");
        }
        model.rules().groups().forEach(this::group);
    }

    /** Weights that sum to too little leave a band that no account can ever be in. */
    static double best(HealthModel model) {
        return bases(model).max().orElse(0)
                + model.scored().stream().mapToDouble(Reach::best).sum();
    }

    private static double worst(HealthModel model) {
        double sum =
                bases(model).min().orElse(0)
                        + model.scored().stream().mapToDouble(Reach::worst).sum();
        double caps =
                model.rules().knockOuts().stream()
                        .mapToDouble(each -> each.cap())
                        .min()
                        .orElse(Double.POSITIVE_INFINITY);
        return Math.min(sum, caps);
    }

    private static DoubleStream bases(HealthModel model) {
        return DoubleStream.concat(
                DoubleStream.of(model.base()),
                model.segments().stream()
                        .filter(segment -> !segment.tooEarly())
                        .mapToDouble(HealthModel.Segment::base));
    }

    private void group(Group group) {
        boolean isUsed =
                model.scored().stream()
                        .map(ScoredMeasure::terms)
                        .map(Terms::share)
                        .anyMatch(share -> share != null && share.group().equals(group.name()));
        if (!isUsed) {
            problems.warning(
                    places.of("groups", group.name()),
                    "no measure is in group " + group.name() + ": its weight counts nothing",
                    "write group: " + group.name() + " in a score, or remove it");
        }
    }
}
