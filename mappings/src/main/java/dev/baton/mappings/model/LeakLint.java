package dev.baton.mappings.model;

import dev.baton.core.health.Criterion;
import dev.baton.core.health.Dimension;
import dev.baton.core.health.HealthModel;
import dev.baton.core.health.KnockOut;
import dev.baton.core.health.ScoredMeasure;
import dev.baton.core.measure.Aggregate;
import dev.baton.core.measure.Measure;
import dev.baton.mappings.yaml.Position;
import dev.baton.mappings.yaml.Problems;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known only once the customer has gone: a score that rests on it looks wise afterwards and
 * foretells nothing. Found by its name; terminal states may speak of it.
 */
final class LeakLint {
    private static final Pattern OUTCOME =
            Pattern.compile(
                    "(?<![a-z])(churn[a-z]*|cancel[a-z]*|terminat[a-z]*|lost(_at|_on|_reason)?(?!_)|non_?renew[a-z]*"
                            + "|not_renewed|offboard[a-z]*|attrition)(?![a-z])");

    private final HealthModel model;
    private final Places places;
    private final Problems.InFile problems;

    LeakLint(HealthModel model, Places places, Problems.InFile problems) {
        this.model = model;
        this.places = places;
        this.problems = problems;
    }

    void look() {
        for (ScoredMeasure scored : model.scored()) {
            Measure measure = scored.measure();
            outcome(words(measure) + " " + words(scored.terms().applies()))
                    .ifPresent(
                            word ->
                                    warn(
                                            places.of("measures", measure.name()),
                                            measure.name(),
                                            word));
        }
        for (HealthModel.Segment segment : model.segments()) {
            look(segment.name(), segment.who(), places.of("segments", segment.name()));
        }
        for (Dimension dimension : model.rules().dimensions()) {
            for (Dimension.Segment segment : dimension.segments()) {
                Position at = places.of("dimensions", dimension.name(), segment.name());
                look(segment.name(), segment.who(), at);
            }
        }
        for (KnockOut knockOut : model.rules().knockOuts()) {
            look(knockOut.name(), knockOut.when(), places.of("knock_outs", knockOut.name()));
        }
    }

    private void look(String name, Criterion who, Position at) {
        outcome(words(who)).ifPresent(word -> warn(at, name, word));
    }

    private void warn(Position at, String name, String word) {
        problems.warning(
                at,
                name + " looks at \"" + word + "\", which is known only when it is too late",
                "leave it out; who has gone belongs to terminal");
    }

    private static String words(Criterion who) {
        return who.words() + " " + String.join(" ", who.fields());
    }

    /** Fields, and the words that conditions look for. */
    private static String words(Measure measure) {
        String aggregate =
                switch (measure.aggregate()) {
                    case Aggregate.Ratio ratio -> ratio.part().words();
                    case Aggregate.Proportion proportion ->
                            proportion.part().words() + " " + proportion.whole().words();
                    case Aggregate.Count other -> "";
                    case Aggregate.Distinct other -> "";
                    case Aggregate.DaysSince other -> "";
                    case Aggregate.Sum other -> "";
                    case Aggregate.Mean other -> "";
                    case Aggregate.Median other -> "";
                    case Aggregate.Min other -> "";
                    case Aggregate.Max other -> "";
                    case Aggregate.Last other -> "";
                    case Aggregate.Slope other -> "";
                };
        return (measure.per() == null ? "" : words(measure.per()) + " ")
                + String.join(" ", measure.fields())
                + " "
                + measure.filter().words()
                + " "
                + aggregate;
    }

    private static Optional<String> outcome(String words) {
        Matcher matcher = OUTCOME.matcher(words.toLowerCase(Locale.ROOT));
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }
}
