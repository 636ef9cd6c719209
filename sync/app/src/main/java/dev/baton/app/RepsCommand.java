package dev.baton.app;

import dev.baton.app.report.Histories;
import dev.baton.app.report.History;
import dev.baton.app.report.RepsReport;
import dev.baton.core.firstvalue.FirstValue;
import dev.baton.core.model.RecordType;
import dev.baton.engine.Review;
import dev.baton.engine.store.StateStore;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What was sold against what became of it. */
@Command(
        name = "reps",
        description =
                "Tells what became of what was sold, by rep, product, segment and fit at close: days"
                        + " to win, first value reached, left within a year, with intervals.")
final class RepsCommand extends ReportingCommand {
    @Mixin OutcomeChoice outcomes = new OutcomeChoice();

    RepsCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Report report(StateStore store, Review review) {
        FirstValue rule = review.mappings().firstValue();
        List<History> histories = outcomes.told(histories(review), review.asOf());
        RepsReport report =
                RepsReport.of(
                        histories,
                        review.asOf(),
                        new RepsReport.Known(
                                outcomes.file != null || isLeavingTold(review),
                                rule == null ? null : (Double) rule.tooEarlyDays()));
        return new Report(report, report.telling());
    }

    private static boolean isLeavingTold(Review review) {
        return Histories.fills(review, RecordType.ACCOUNT, "left_on")
                || Histories.fills(review, RecordType.OPPORTUNITY, "lost_at")
                || !review.mappings().model().rules().terminal().isEmpty();
    }
}
