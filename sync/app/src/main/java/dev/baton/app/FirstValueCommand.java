package dev.baton.app;

import dev.baton.core.firstvalue.FirstValue;
import dev.baton.engine.Review;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long customers wait for the first thing they bought the product for. */
@Command(
        name = "first-value",
        description =
                "Tells how long customers wait for their first value, who still waits counted for as"
                        + " long as they do, and how each account stands against the others.")
final class FirstValueCommand extends ReviewCommand {
    @Option(
            names = "--started-by",
            paramLabel = "DAY",
            description =
                    "Shares and medians over those who began by this day, UTC; without it over those"
                            + " who are no longer too early to judge.")
    @Nullable LocalDate startedBy;

    @Option(names = "--html", paramLabel = "FILE", description = "A page of it.")
    @Nullable Path html;

    FirstValueCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    void tell(Output output, Review review) {
        FirstValue rule = review.mappings().firstValue();
        if (rule == null) {
            throw new Stop(
                    Exit.USAGE,
                    "the model does not say what customers wait for first — describe it as"
                            + " first_value in model.yaml; see \"First value\" in mappings/README.md");
        }
        LocalDate last =
                startedBy == null
                        ? review.asOf()
                                .minusSeconds(Math.round(rule.tooEarlyDays() * 86_400))
                                .atZone(ZoneOffset.UTC)
                                .toLocalDate()
                        : startedBy;
        FirstValueReport report = FirstValueReport.of(review, rule, last);
        if (html != null) {
            ReportingCommand.write(html, report.telling().page());
        }
        if (!output.json(report)) {
            output.line(TellingText.of(report.telling()));
        }
    }
}
