package dev.baton.app;

import dev.baton.app.report.ExposureReport;
import dev.baton.app.report.History;
import dev.baton.app.report.Period;
import dev.baton.app.report.VoiceReport;
import dev.baton.engine.Review;
import dev.baton.engine.store.StateStore;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Who would leave if we did not do this? */
@Command(
        name = "exposure",
        description =
                "Tells which accounts wrote of a request or a defect, what they pay, how healthy they"
                        + " are, and how many of their like left.")
final class ExposureCommand extends ReportingCommand {
    @Option(
            names = "--theme",
            paramLabel = "THEME",
            required = true,
            description = "As `report voice` has it.")
    String theme = "";

    ExposureCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Report report(StateStore store, Review review) {
        List<History> histories = histories(review);
        Period period = period(review);
        ExposureReport report =
                ExposureReport.of(histories, period, theme)
                        .orElseThrow(() -> unknown(histories, period));
        return new Report(report, report.telling());
    }

    private Stop unknown(List<History> histories, Period period) {
        List<String> themes =
                VoiceReport.of(histories, period).themes().stream()
                        .map(VoiceReport.ThemeJson::theme)
                        .toList();
        return new Stop(
                Exit.USAGE,
                "no ticket of the last "
                        + days
                        + " days is about '"
                        + theme
                        + "' — "
                        + (themes.isEmpty()
                                ? "map `themes`, or `labels`, of tickets"
                                : "there are: " + String.join(", ", themes)));
    }
}
