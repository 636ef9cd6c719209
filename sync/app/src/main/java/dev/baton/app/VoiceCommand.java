package dev.baton.app;

import dev.baton.app.report.VoiceReport;
import dev.baton.engine.Review;
import dev.baton.engine.store.StateStore;
import picocli.CommandLine.Command;

/** What customers ask for and complain of, and what they are worth. */
@Command(
        name = "voice",
        description =
                "Tells what customers ask for and complain of, by the themes of their tickets, with"
                        + " what they pay and how healthy they are.")
final class VoiceCommand extends ReportingCommand {
    VoiceCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Report report(StateStore store, Review review) {
        VoiceReport report = VoiceReport.of(histories(review), period(review));
        return new Report(report, report.telling());
    }
}
