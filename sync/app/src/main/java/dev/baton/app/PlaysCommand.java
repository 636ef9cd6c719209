package dev.baton.app;

import dev.baton.app.report.OpenedTasks;
import dev.baton.app.report.Period;
import dev.baton.app.report.PlaysReport;
import dev.baton.core.play.Play;
import dev.baton.engine.Review;
import dev.baton.engine.store.StateStore;
import picocli.CommandLine.Command;

/** What plays opened, and what became of it. */
@Command(
        name = "plays",
        description =
                "Tells what each play opened, who closed it after how long, what people said of it,"
                        + " and how often the account was red already.")
final class PlaysCommand extends ReportingCommand {
    PlaysCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Report report(StateStore store, Review review) {
        if (asOf != null) {
            throw new Stop(
                    Exit.USAGE,
                    "tasks are told as they are held now: leave --as-of out, or look back with"
                            + " --days");
        }
        Period period = period(review);
        PlaysReport report =
                PlaysReport.of(
                        review.mappings().plays().plays().stream().map(Play::name).toList(),
                        OpenedTasks.of(store, review.mappings()),
                        period.since(),
                        period.asOf());
        return new Report(report, report.telling());
    }
}
