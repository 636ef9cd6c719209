package dev.baton.mappings.model;

import dev.baton.core.health.Curve;
import dev.baton.core.health.HealthModel;
import dev.baton.core.health.ScoredMeasure;
import dev.baton.core.measure.Wording;
import dev.baton.mappings.yaml.Node;
import dev.baton.mappings.yaml.Position;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.util.List;

/** What a model may say but hardly means. */
final class ModelLint {
    private ModelLint() {}

    static void look(HealthModel model, Section section, Problems.InFile problems) {
        if (model.scored().isEmpty()) {
            problems.warning(
                    section.at("measures"),
                    "no measure counts, so every account will be Unknown",
                    "give a measure a score");
            return;
        }
        for (ScoredMeasure scored : model.scored()) {
            flat(scored, section, problems);
        }
        bands(model, section, problems);
    }

    private static void flat(ScoredMeasure scored, Section section, Problems.InFile problems) {
        List<Curve.Point> points = scored.curve().points();
        if (points.getFirst().y() == points.getLast().y()) {
            problems.warning(
                    place(section, scored.measure().name()),
                    scored.measure().name() + " has a level curve and never moves the score",
                    "let its curve rise or fall, or remove its score");
        }
    }

    private static Position place(Section section, String measure) {
        if (section.node("measures") instanceof Node.Mapping measures) {
            for (Node.Entry entry : measures.entries()) {
                if (entry.name().equals(measure)) {
                    return entry.key().at();
                }
            }
        }
        return section.at("measures");
    }

    /** Weights that sum to too little leave a band that no account can ever be in. */
    private static void bands(HealthModel model, Section section, Problems.InFile problems) {
        double best = model.base();
        double worst = model.base();
        for (ScoredMeasure scored : model.scored()) {
            double first = scored.curve().points().getFirst().y();
            double last = scored.curve().points().getLast().y();
            best += scored.weight() * (Math.max(first, last) - scored.reference());
            worst += scored.weight() * (Math.min(first, last) - scored.reference());
        }
        if (best < model.bands().green()) {
            problems.warning(
                    section.at("bands"),
                    "no account can be green: the best score is " + Wording.number(best),
                    "raise weights or the base, or let green begin lower");
        }
        if (worst >= model.bands().yellow()) {
            problems.warning(
                    section.at("bands"),
                    "no account can be red: the worst score is " + Wording.number(worst),
                    "raise weights, or let yellow begin higher");
        }
    }
}
