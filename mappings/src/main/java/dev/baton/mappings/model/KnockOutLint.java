package dev.baton.mappings.model;

import dev.baton.core.health.Criterion;
import dev.baton.core.health.HealthModel;
import dev.baton.core.health.KnockOut;
import dev.baton.core.measure.Predicate.Comparator;
import dev.baton.core.measure.Wording;
import dev.baton.mappings.yaml.Problems;
import java.util.List;

/** Knock-outs that never happen, happen twice, or hit the wrong accounts. */
final class KnockOutLint {
    private final HealthModel model;
    private final Places places;
    private final Problems.InFile problems;

    KnockOutLint(HealthModel model, Places places, Problems.InFile problems) {
        this.model = model;
        this.places = places;
        this.problems = problems;
    }

    void look() {
        List<KnockOut> all = model.rules().knockOuts();
        double best = BandLint.best(model);
        for (int i = 0; i < all.size(); i++) {
            KnockOut here = all.get(i);
            if (Domain.of(here.when()).isEmpty()) {
                warn(here, "holds of nobody: it contradicts itself", "mend its condition");
            } else if (here.cap() >= Math.min(best, 100)) {
                warn(
                        here,
                        "takes nothing: no score is above " + Wording.number(here.cap()),
                        "let it cap lower");
            }
            all.subList(0, i).stream()
                    .filter(earlier -> earlier.when().equals(here.when()))
                    .findFirst()
                    .ifPresent(
                            earlier ->
                                    warn(
                                            here,
                                            "has the condition of " + earlier.name(),
                                            "keep the one with the lower cap"));
            here.when().parts().stream()
                    .filter(Criterion.MeasureIs.class::isInstance)
                    .map(Criterion.MeasureIs.class::cast)
                    .filter(this::isOfTheGood)
                    .findFirst()
                    .ifPresent(
                            part ->
                                    warn(
                                            here,
                                            "caps whom " + part.measure() + " speaks well of",
                                            "turn its test round"));
        }
    }

    private void warn(KnockOut knockOut, String what, String fix) {
        problems.warning(
                places.of("knock_outs", knockOut.name()), knockOut.name() + " " + what, fix);
    }

    private boolean isOfTheGood(Criterion.MeasureIs part) {
        boolean above =
                part.comparator() == Comparator.ABOVE || part.comparator() == Comparator.AT_LEAST;
        boolean below =
                part.comparator() == Comparator.BELOW || part.comparator() == Comparator.AT_MOST;
        return model.scored().stream()
                .filter(each -> each.measure().name().equals(part.measure()))
                .anyMatch(each -> ScoreLint.rises(each.curve()) ? above : below);
    }
}
