package dev.baton.app;

import dev.baton.app.report.History;
import dev.baton.app.report.Period;
import dev.baton.app.report.RetentionReport;
import dev.baton.app.report.Worths;
import dev.baton.engine.Review;
import dev.baton.engine.store.StateStore;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How much of what customers pay stays, and what a customer is worth. */
@Command(
        name = "retention",
        description =
                "Tells net and gross revenue retention by segment and start quarter, and lifetime"
                        + " value, with intervals.")
final class RetentionCommand extends ReportingCommand {
    @Mixin OutcomeChoice outcomes = new OutcomeChoice();

    @Option(
            names = "--margin",
            paramLabel = "SHARE",
            defaultValue = "1",
            description =
                    "Share of what customers pay that is left after serving them, more than 0 to 1"
                            + " (default: ${DEFAULT-VALUE}, lifetime value is revenue then).")
    double margin = 1;

    @Option(
            names = "--discount",
            paramLabel = "SHARE",
            defaultValue = "0.1",
            description = "A year, 0 to 1 (default: ${DEFAULT-VALUE}).")
    double discount = 0.1;

    RetentionCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Report report(StateStore store, Review review) {
        if (!(margin > 0 && margin <= 1 && discount >= 0 && discount <= 1)) {
            throw new Stop(Exit.USAGE, "--margin is more than 0 and at most 1, --discount 0 to 1");
        }
        List<History> histories = outcomes.told(histories(review), review.asOf());
        Period period = period(review);
        RetentionReport report =
                RetentionReport.of(
                        histories,
                        period,
                        Worths.byDeals(histories)
                                ? Worths.ofDeals(period)
                                : Worths.ofValues(period, earlier(store, period)),
                        new RetentionReport.Terms(margin, discount));
        return new Report(report, report.telling());
    }

    private List<History> earlier(StateStore store, Period period) {
        return histories(Review.of(store, period.since()).orElseThrow(BatonCommand::nothingYet));
    }
}
