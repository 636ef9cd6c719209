package dev.baton.app;

import dev.baton.engine.store.PauseFile;
import picocli.CommandLine.Command;

/** Lifts a pause. */
@Command(name = "resume", description = "Lets syncs write again after `pause`.")
final class ResumeCommand extends BatonCommand {
    ResumeCommand(Commands.Shared shared) {
        super(shared);
    }

    @Override
    Exit run(Output output) {
        boolean was = new PauseFile(config().state()).resume();
        if (!output.json(new ResumedJson(was))) {
            output.line(was ? "writes go on with the next sync" : "writes were not paused");
        }
        return Exit.DONE;
    }

    record ResumedJson(boolean wasPaused) {}
}
