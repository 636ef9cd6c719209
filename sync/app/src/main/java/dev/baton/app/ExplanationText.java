package dev.baton.app;

import dev.baton.core.family.Rolled;
import dev.baton.core.health.Assessment;
import dev.baton.core.health.BandOverride;
import dev.baton.core.health.Line;
import dev.baton.core.health.Movement;
import dev.baton.core.health.Points;
import dev.baton.core.health.Presentation;
import dev.baton.core.health.Prospect;
import dev.baton.core.health.Score;
import dev.baton.core.health.ScoredMeasure;
import dev.baton.core.measure.Measured;
import dev.baton.core.measure.Wording;
import dev.baton.core.model.RecordRef;
import dev.baton.engine.Review;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What {@code explain} prints for people. */
final class ExplanationText {
    /** Records told under one line; the JSON has them all. */
    private static final int RECORDS = 10;

    private static final int PROSPECTS = 3;

    private final Review review;
    private final List<String> text = new ArrayList<>();

    ExplanationText(Review review) {
        this.review = review;
    }

    String of(Review.Assessed assessed, Review.@Nullable Since since, String digest) {
        head(assessed);
        String note = Presentation.noScore(assessed.assessment().judgement());
        if (note != null) {
            text.add(note);
        } else if (assessed.assessment().score() == null) {
            text.add("too little is known for a score; what is missing:");
            missing(assessed);
        } else {
            lines(assessed);
            prospects(assessed);
        }
        Rolled family = assessed.family();
        if (family != null
                && review.score() == Score.HEALTH
                && !assessed.assessment().lines().containsAll(family.lines())) {
            family(family);
        }
        if (since != null) {
            since(since);
        }
        text.add("digest " + digest);
        return String.join("\n", text);
    }

    private void head(Review.Assessed assessed) {
        var assessment = assessed.assessment();
        text.add(
                String.format(
                        Locale.ROOT,
                        "%s (%s): %s%s, %s, %s, coverage %d %%",
                        assessed.name(),
                        assessment.account(),
                        review.score() == Score.HEALTH ? "" : review.score().word() + " ",
                        told(assessment.score()),
                        review.score().said(assessment.band()),
                        Documents.word(assessment.trend()),
                        Math.round(100 * assessment.coverage())));
        text.add(
                "as of "
                        + review.asOf()
                        + ", model "
                        + assessment.model()
                        + Presentation.held(assessment)
                        + (assessment.product() == null
                                ? ""
                                : ", primary product " + assessment.product()));
        if (review.score() == Score.HEALTH) {
            review.override(assessed).ifPresent(this::override);
            expansion(assessed.expansion());
        }
    }

    private void override(BandOverride override) {
        text.add(
                "shown as "
                        + Documents.word(override.band())
                        + " until "
                        + override.until()
                        + ", set by hand");
    }

    private void expansion(@Nullable Assessment expansion) {
        if (expansion != null) {
            text.add(
                    "expansion "
                            + told(expansion.score())
                            + ", "
                            + Score.EXPANSION.said(expansion.band())
                            + " (--score expansion says why)");
        }
    }

    private static String told(@Nullable Points score) {
        return score == null ? "no score" : score + " of 100";
    }

    private void lines(Review.Assessed assessed) {
        for (Line line : assessed.assessment().lines()) {
            points(line.points(), Presentation.because(line));
            if (line instanceof Line.Reason reason) {
                reason.records().stream()
                        .filter(record -> record.points().tenths() != 0)
                        .limit(RECORDS)
                        .forEach(record -> record(record.points(), record.ref(), value(record)));
            }
        }
        points(assessed.assessment().score(), "the score");
    }

    private void family(Rolled family) {
        text.add(
                String.format(
                        Locale.ROOT,
                        "its family by %s: %s, coverage %d %%",
                        family.by().word(),
                        told(family.score()),
                        Math.round(100 * family.coverage())));
        family.lines().forEach(line -> points(line.points(), Presentation.because(line)));
        if (family.score() != null) {
            points(family.score(), "the family");
        }
    }

    private void points(@Nullable Points points, String because) {
        text.add(String.format(Locale.ROOT, "%6s  %s", points, because));
    }

    private void record(Points points, RecordRef ref, String how) {
        String link = review.address(ref);
        text.add(
                String.format(
                        Locale.ROOT,
                        "        %6s  %s %s %s%s%s",
                        points,
                        ref.system(),
                        ref.object(),
                        ref.id(),
                        how,
                        link == null ? "" : "  " + link));
    }

    private static String value(Line.Blamed record) {
        return Double.isNaN(record.value()) ? "" : ": " + Wording.number(record.value());
    }

    private void missing(Review.Assessed assessed) {
        for (ScoredMeasure scored : review.judging().scored()) {
            if (assessed.assessment().measured().get(scored.measure().name())
                    instanceof Measured.Missing gone) {
                text.add("        " + Wording.fact(scored.measure(), gone));
            }
        }
    }

    private void prospects(Review.Assessed assessed) {
        List<Prospect> prospects = Prospect.of(assessed.assessment());
        if (!prospects.isEmpty()) {
            text.add("what would raise it most:");
        }
        for (Prospect prospect : prospects.subList(0, Math.min(PROSPECTS, prospects.size()))) {
            var measure = prospect.line().scored().measure();
            double is = prospect.line().known().value();
            text.add(
                    String.format(
                            Locale.ROOT,
                            "%6s  %s: from %s to %s%s",
                            "+" + prospect.gain(),
                            measure.label(),
                            Wording.number(is, prospect.target()),
                            Wording.number(prospect.target(), is),
                            measure.unit().isEmpty() ? "" : " " + measure.unit()));
        }
    }

    private void since(Review.Since since) {
        Review.Assessed then = since.then();
        if (then == null) {
            text.add("since " + since.asOf() + ": it was no customer then");
            return;
        }
        Movement movement = since.movement();
        text.add(
                String.format(
                        Locale.ROOT,
                        "since %s, when it was %s by model %s:%s",
                        since.asOf(),
                        told(then.assessment().score()),
                        since.model(),
                        movement == null ? " nothing to compare" : ""));
        if (movement != null) {
            movement.parts().stream()
                    .sorted(Comparator.comparingInt(part -> -Math.abs(part.points().tenths())))
                    .forEach(this::part);
            points(movement.points(), "the difference");
        }
    }

    private void part(Movement.Part part) {
        switch (part) {
            case Movement.OfModel model ->
                    points(
                            model.points(),
                            "the model is another one: "
                                    + model.after()
                                    + " instead of "
                                    + model.before());
            case Movement.OfLine line -> {
                points(line.points(), sentence(line));
                line.records().stream()
                        .limit(RECORDS)
                        .forEach(
                                record ->
                                        record(
                                                record.points(),
                                                record.ref(),
                                                ", " + told(record.how())));
            }
        }
    }

    private static String sentence(Movement.OfLine line) {
        Line before = line.before();
        Line after = line.after();
        String was = before == null ? "" : "; before: " + Presentation.because(before);
        return after == null
                ? "no longer: " + Presentation.because(line.named())
                : Presentation.because(after) + was;
    }

    private static String told(Movement.How how) {
        return switch (how) {
            case NEW -> "new";
            case GONE -> "gone";
            case CHANGED -> "changed";
            case ENTERED -> "counts now";
            case LEFT -> "counts no longer";
            case SAME -> "as it was";
        };
    }
}
