package dev.baton.app;

import dev.baton.engine.KillSwitch;
import dev.baton.engine.store.PauseFile;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The kill switch. */
@Command(
        name = "pause",
        description =
                "Stops all writes to the CRM, a running sync's from its next batch on, until `resume`.")
final class PauseCommand extends BatonCommand {
    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Shown to whoever wonders why nothing is written.")
    String reason = "";

    PauseCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Exit run(Output output) {
        var file = new PauseFile(config().state());
        Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS);
        file.pause(new KillSwitch.Pause(now, reason.strip().replace('\n', ' ')));
        KillSwitch.Pause pause = file.paused().orElseThrow();
        if (!output.json(PausedJson.of(pause))) {
            output.line(pause.told());
        }
        return Exit.DONE;
    }

    /** A pause as JSON. */
    record PausedJson(String since, String reason) {
        static PausedJson of(KillSwitch.Pause pause) {
            return new PausedJson(pause.since().toString(), pause.reason());
        }
    }
}
