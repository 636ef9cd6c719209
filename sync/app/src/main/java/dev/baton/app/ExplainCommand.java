package dev.baton.app;

import java.util.Locale;
import dev.baton.core.measure.Measured;
import dev.baton.core.measure.Wording;

import dev.baton.core.health.Line;
import dev.baton.core.health.Presentation;
import dev.baton.engine.Review;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says why an account's score is what it is, to the record. */
@Command(
        name = "explain",
        description =
                "Says why an account's score is what it is, down to the records; from the last sync.")
final class ExplainCommand extends ReviewCommand {
    @Parameters(paramLabel = "ACCOUNT", description = "Id, external id or name.")
    String account = "";

    ExplainCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    void tell(Output output, Review review) {
        Review.Assessed assessed = review.one(AccountChoice.one(review, account));
        List<Documents.LineJson> lines =
                assessed.assessment().lines().stream().map(Documents.LineJson::of).toList();
        var document =
                new Documents.Explanation(
                        Documents.AccountJson.of(assessed),
                        Documents.score(assessed),
                        lines,
                        Presentation.noScore(assessed.assessment().judgement()));
        if (!output.json(document)) {
            output.line(told(review, assessed));
        }
    }

    private static String told(Review review, Review.Assessed assessed) {
        var assessment = assessed.assessment();
        var text = new StringBuilder();
        text.append(assessed.name())
                .append(" (")
                .append(assessment.account())
                .append("): ")
                .append(assessment.score() == null ? "no score" : assessment.score() + " of 100")
                .append(", ")
                .append(Documents.word(assessment.band()))
                .append(", ")
                .append(Documents.word(assessment.trend()))
                .append(", coverage ")
                .append(Math.round(100 * assessment.coverage()))
                .append(" %\n")
                .append("as of ")
                .append(review.asOf())
                .append(", model ")
                .append(assessment.model())
                .append(Presentation.held(assessment));
        for (Line line : assessment.lines()) {
            text.append('\n')
                    .append(
                            String.format(
                                    Locale.ROOT,
                                    "%6s  %s",
                                    line.points(),
                                    Presentation.because(line)));
            if (line instanceof Line.Reason reason) {
                append(text, review, reason);
            }
        }
        if (assessment.score() != null) {
            text.append('\n')
                    .append(String.format(Locale.ROOT, "%6s  the score", assessment.score()));
        } else if (Presentation.noScore(assessment.judgement()) != null) {
            text.append('\n').append(Presentation.noScore(assessment.judgement()));
        } else {
            text.append("\ntoo little is known for a score; what is missing:");
            missing(text, review, assessed);
        }
        return text.toString();
    }

    private static void missing(StringBuilder text, Review review, Review.Assessed assessed) {
        review.mappings()
                .model()
                .scored()
                .forEach(
                        scored -> {
                            var measured =
                                    assessed.assessment().measured().get(scored.measure().name());
                            if (measured instanceof Measured.Missing gone) {
                                text.append("\n        ")
                                        .append(Wording.fact(scored.measure(), gone));
                            }
                        });
    }

    private static void append(StringBuilder text, Review review, Line.Reason line) {
        line.records().stream()
                .filter(record -> record.points().tenths() != 0)
                .limit(10)
                .forEach(
                        record -> {
                            var ref = record.ref();
                            String link = review.address(ref);
                            text.append(
                                    String.format(
                                            Locale.ROOT,
                                            "%n        %6s  %s %s %s%s",
                                            record.points(),
                                            ref.system(),
                                            ref.object(),
                                            ref.id(),
                                            link == null ? "" : "  " + link));
                        });
    }
}
