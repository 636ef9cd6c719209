package dev.baton.app;

import dev.baton.app.report.ChurnReport;
import dev.baton.app.report.Histories;
import dev.baton.core.model.RecordType;
import dev.baton.engine.Review;
import dev.baton.engine.store.StateStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Who left, why, and whether that is isolated or systemic. */
@Command(
        name = "churn",
        description =
                "Tells who left and why, and which products, themes, segments or reps leaving"
                        + " gathers around more than chance explains.")
final class ChurnCommand extends ReportingCommand {
    @Mixin OutcomeChoice outcomes = new OutcomeChoice();

    ChurnCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Report report(StateStore store, Review review) {
        ChurnReport report =
                ChurnReport.of(
                        outcomes.told(histories(review), review.asOf()),
                        period(review),
                        Histories.fills(review, RecordType.OPPORTUNITY, "reason"),
                        review::address);
        return new Report(report, report.telling());
    }
}
