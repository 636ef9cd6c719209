package dev.baton.mappings.model;

import dev.baton.core.health.Group;
import dev.baton.core.health.ScoredMeasure;
import dev.baton.core.health.Terms;
import java.util.List;

/** Shares groups' weights out among their measures, as they are where all of them apply. */
final class GroupWeights {
    private GroupWeights() {}

    static List<ScoredMeasure> shared(List<ScoredMeasure> scored, List<Group> groups) {
        return scored.stream().map(each -> shared(each, scored, groups)).toList();
    }

    private static ScoredMeasure shared(
            ScoredMeasure measure, List<ScoredMeasure> scored, List<Group> groups) {
        Terms.Share share = measure.terms().share();
        if (share == null) {
            return measure;
        }
        double all =
                scored.stream()
                        .map(each -> each.terms().share())
                        .filter(each -> each != null && each.group().equals(share.group()))
                        .mapToDouble(each -> each == null ? 0 : each.parts())
                        .sum();
        return groups.stream()
                .filter(group -> group.name().equals(share.group()))
                .findFirst()
                .map(group -> measure.weighing(group.weight() * share.parts() / all))
                .orElse(measure);
    }
}
