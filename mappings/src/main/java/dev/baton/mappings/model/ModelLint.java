package dev.baton.mappings.model;

import dev.baton.core.health.Dimension;
import dev.baton.core.health.HealthModel;
import dev.baton.core.health.Score;
import dev.baton.mappings.model.SegmentLint.Named;
import dev.baton.mappings.yaml.Problems;
import dev.baton.mappings.yaml.Section;
import java.util.List;

/** What a model may say but hardly means. */
final class ModelLint {
    private ModelLint() {}

    static void look(HealthModel model, Score score, Section section, Problems.InFile problems) {
        var places = new Places(section);
        if (model.scored().isEmpty()) {
            problems.warning(
                    places.of("measures"),
                    "no measure counts, so every account will be Unknown",
                    "give a measure a score");
            return;
        }
        var scores = new ScoreLint(places, problems);
        model.scored().forEach(scores::look);
        new BandLint(model, score, places, problems).look();
        new OverlapLint(places, problems).look(model.scored());
        new LeakLint(model, places, problems).look();
        new KnockOutLint(model, places, problems).look();
        segments(model, places, problems);
    }

    private static void segments(HealthModel model, Places places, Problems.InFile problems) {
        var lint = new SegmentLint(problems);
        lint.look(
                "in segment",
                model.segments().stream()
                        .map(
                                each ->
                                        new Named(
                                                each.name(),
                                                each.who(),
                                                places.of("segments", each.name())))
                        .toList());
        for (Dimension dimension : model.rules().dimensions()) {
            lint.look(
                    "in segment",
                    dimension.segments().stream()
                            .map(
                                    each ->
                                            new Named(
                                                    each.name(),
                                                    each.who(),
                                                    places.of(
                                                            "dimensions",
                                                            dimension.name(),
                                                            each.name())))
                            .toList());
        }
        model.segments().stream()
                .filter(HealthModel.Segment::tooEarly)
                .filter(segment -> isForTheOld(segment))
                .forEach(
                        segment ->
                                problems.warning(
                                        places.of("segments", segment.name()),
                                        segment.name()
                                                + " finds it too early to judge old customers",
                                        "write {tenure: {below: DAYS}}"));
        List<Named> states =
                model.rules().terminal().stream()
                        .map(
                                each ->
                                        new Named(
                                                each.name(),
                                                each.who(),
                                                places.of("terminal", each.name())))
                        .toList();
        lint.look("in state", states);
    }

    private static boolean isForTheOld(HealthModel.Segment segment) {
        return Domain.of(segment.who()).numbers().entrySet().stream()
                .anyMatch(
                        each ->
                                each.getKey().startsWith("tenure ")
                                        && each.getValue().from() > 0
                                        && Double.isInfinite(each.getValue().to()));
    }
}
